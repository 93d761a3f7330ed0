import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { isOffice } from './expect-visits.ts';

/** The plan as each uses it who walks through a simulated day: of several doors side by side, only their own. */
export type SharedDoors = {
  readonly staff: SitePlan;
  /** Where the escort's read comes first. */
  readonly escort: SitePlan;
  /** Where the visitors' reads come first, or no escort comes at all. */
  readonly visitors: SitePlan;
};

/**
 * Shares the doors of each office out, where there are three of them. The service goes by the true time: the read of one of the staff
 * opens a door to the visitors of their section for a minute of it, and that is hours of a day that is played in a minute. At a door of
 * the staff no visitor would ever wait.
 */
export function shareDoors(plan: SitePlan): SharedDoors {
  const corridors = plan.zones.filter(({ class: level }) => level === 1).map(({ id }) => id);
  const entrances = plan.zones
    .filter(isOffice)
    .map(({ id }) =>
      plan.doors
        .filter(({ directions }) => directions.some(({ from, to }) => to === id && corridors.includes(from)))
        .map((door) => door.id),
    );
  const shared = entrances.flatMap((doors) => {
    const [escort, ...others] = doors;
    const [visitors, ...staff] = others.toReversed();
    return escort === undefined || visitors === undefined || staff.length === 0
      ? []
      : [{ escort, visitors, staff }];
  });
  const without = (taken: readonly string[]): SitePlan => ({
    ...plan,
    doors: plan.doors.filter(({ id }) => !taken.includes(id)),
  });
  return {
    staff: without(shared.flatMap(({ escort, visitors }) => [escort, visitors])),
    escort: without(shared.flatMap(({ visitors, staff }) => [visitors, ...staff])),
    visitors: without(shared.flatMap(({ escort, staff }) => [escort, ...staff])),
  };
}

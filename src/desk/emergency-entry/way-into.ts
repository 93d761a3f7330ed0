import { groupBy } from '../../kernel/group-by.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** One door gone through from one zone to another. */
type Step = { readonly door: string; readonly from: string; readonly to: string };

/**
 * Where a way begins; every door on it, the one it begins with, then the others by code; and every zone between its beginning and its
 * end, by code.
 */
export type WayInto = {
  readonly from: string;
  readonly through: readonly string[];
  readonly doors: readonly string[];
};

/**
 * The shortest ways through one door into a zone, all of them; undefined = none leads there. A door out of service is on no way.
 * Directions count as the plan has them, whatever is asked of anybody there.
 */
export function wayInto(plan: SitePlan, entrance: string, zone: string): WayInto | undefined {
  const steps = plan.doors
    .filter(({ outOfService }) => !outOfService)
    .flatMap((door) => door.directions.map(({ from, to }): Step => ({ door: door.id, from, to })));
  const away = distancesTo(steps, zone);
  const [first] = steps
    .filter(({ door, to }) => door === entrance && away.has(to))
    .toSorted((one, other) => (away.get(one.to) ?? 0) - (away.get(other.to) ?? 0));
  if (first === undefined) return undefined;
  const { zones, doors } = onward(steps, away, first.to);
  return {
    from: first.from,
    through: [...zones].filter((one) => one !== zone).toSorted(),
    doors: [...new Set([entrance, ...[...doors].toSorted()])],
  };
}

/** How many doors every zone from which one gets there is away from a zone. */
function distancesTo(steps: readonly Step[], zone: string): ReadonlyMap<string, number> {
  const into = groupBy(steps, ({ to }) => to);
  const found = new Map([[zone, 0]]);
  for (const [near, walked] of found) {
    for (const { from } of into.get(near) ?? []) if (!found.has(from)) found.set(from, walked + 1);
  }
  return found;
}

/** The doors of every step that leads one nearer, and the zones one is in by then. */
function onward(
  steps: readonly Step[],
  away: ReadonlyMap<string, number>,
  start: string,
): { readonly zones: ReadonlySet<string>; readonly doors: ReadonlySet<string> } {
  const outOf = groupBy(steps, ({ from }) => from);
  const zones = new Set([start]);
  const doors = new Set<string>();
  for (const zone of zones) {
    for (const { door, to } of outOf.get(zone) ?? []) {
      if (away.get(to) !== (away.get(zone) ?? 0) - 1) continue;
      doors.add(door);
      zones.add(to);
    }
  }
  return { zones, doors };
}

import type { Layers, RuledZone } from './layers.ts';
import type { RowScope } from './policy.ts';
import type { RegisteredSystem, SystemSurvey } from './registered-system.ts';

/** Whether a zone holds what rows of a scope bind, and which line of the register says so; none where its plan does. */
export type Holding = {
  readonly holds: boolean;
  readonly system?: RegisteredSystem;
  readonly survey?: SystemSurvey;
};

/** From this class on a survey alone releases nothing: the plan has to say so, too, which two persons do. */
const heldByPlanFrom = 3;

/**
 * What a zone holds of a scope (METI 41). A registered system that handles it binds at once, whatever the plan says; what the plan says stands
 * until a survey found that all systems are registered and none of them handles it. A zone without a class waives nothing by a survey.
 */
export function holdingOf(scope: RowScope, zone: RuledZone, { systems, surveys }: Layers): Holding {
  const system = systems.find((one) => one.zone === zone.id && one.handles.includes(scope));
  if (system !== undefined) return { holds: true, system };
  const holds = scope === 'protected-systems' ? zone.holdsProtectedSystems : zone.holdsStableSystems;
  const survey = surveys.find((one) => one.zone === zone.id);
  const releases = !holds || (zone.class !== null && zone.class < heldByPlanFrom);
  return survey !== undefined && releases ? { holds: false, survey } : { holds };
}

import { emptyPlan } from '../../zones/plan/show-difference.ts';
import type { Zone } from '../../zones/plan/site-plan.ts';
import { isDuring } from '../../zones/rules/is-during.ts';
import type { LoadedSiteRules } from '../../zones/rules/load-site-rules.ts';
import { buildDutyTable, type DutyTable } from './zone-duties.ts';

/** The zones of a plan by id, and what each asks of whom. */
export type ZonesAsking = { readonly zones: ReadonlyMap<string, Zone>; readonly duties: DutyTable };

/** Ready to be asked; nothing is resolved before somebody does. */
export function dutiesOfPlan({
  plan = emptyPlan,
  layers,
}: Pick<LoadedSiteRules, 'plan' | 'layers'>): ZonesAsking {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]));
  return { zones, duties: buildDutyTable(zones, layers, (times, at) => isDuring(times, plan, at)) };
}

import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** The zones where every visitor may be: a lobby, a lavatory, a canteen. */
export function commonZones({ zones }: Pick<SitePlan, 'zones'>): readonly string[] {
  return zones.filter(({ visitorsCommon }) => visitorsCommon === true).map(({ id }) => id);
}

import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { type Ways, waysTo } from './ways-to.ts';

/**
 * The ways to some zones from the desks of an organisation, or where it has none from every desk of the site (総合受付); a zone
 * is unreachable only where none of the desks leads there. Undefined where the site has no desk at all.
 */
export function deskWays(
  plan: SitePlan,
  organisationId: string,
  zoneIds: readonly string[],
): Ways | undefined {
  const desks = plan.desks ?? [];
  const own = desks.filter(({ organisation }) => organisation === organisationId);
  const starts = new Set((own.length > 0 ? own : desks).map(({ zone }) => zone));
  if (starts.size === 0) return undefined;
  const ways = [...starts].map((start) => waysTo(plan, start, zoneIds));
  return {
    zoneIds: [...new Set(ways.flatMap((way) => way.zoneIds))],
    unreachable: zoneIds.filter((zone) => ways.every(({ unreachable }) => unreachable.includes(zone))),
  };
}

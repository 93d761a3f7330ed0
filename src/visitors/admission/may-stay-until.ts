import { instantOf } from '../../zones/hours/instant-of.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';

/**
 * Until when a member may be in the building before the guard is told: the end of the visitors' hours of their day, or of their visit where
 * that is later.
 */
export function mayStayUntil(
  { site }: Pick<SitePlan, 'site'>,
  { day, endsAt }: Pick<ArrivalRow, 'day' | 'endsAt'>,
): Date {
  const hours = instantOf(day, visitorSettingsOf(site.visitors).visitorsUntil, site.timeZone);
  return new Date(Math.max(hours, endsAt.getTime()));
}

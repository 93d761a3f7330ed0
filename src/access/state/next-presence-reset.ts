import { nextTimeOfDay } from '../../zones/hours/next-time-of-day.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';

/** When the places of a site become unknown next, by its own clock; undefined where the plan asks for no daily reset. */
export function nextPresenceReset(
  { presenceResetAt, timeZone }: SitePlan['site'],
  now: Date,
): Date | undefined {
  return presenceResetAt === undefined ? undefined : nextTimeOfDay(presenceResetAt, timeZone, now);
}

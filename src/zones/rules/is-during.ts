import { isWithinSchedule } from '../hours/is-within-schedule.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import type { ClauseTimes } from '../regulation/determination-clause.ts';

/** What of a plan tells the time: its zone, its own days, its schedules. */
export type SiteHours = Readonly<Pick<SitePlan, 'calendar' | 'schedules'>> & {
  readonly site: Pick<SitePlan['site'], 'timeZone'>;
};

/** Whether a moment lies within the times of a clause at a site; undefined where it has no schedule of that name. */
export function isDuring(
  times: ClauseTimes,
  { site, schedules, calendar }: SiteHours,
  at: Date,
): boolean | undefined {
  const hours = 'schedule' in times ? schedules.find(({ id }) => id === times.schedule) : times;
  return hours && isWithinSchedule(hours, calendar, at, site.timeZone);
}

import { dayMs } from '../../kernel/day-ms.ts';
import type { OpenHours } from '../plan/open-hours.ts';
import type { Calendar } from './calendar.ts';
import { windowsOn } from './is-within-schedule.ts';

/** Nothing that opens at all stays shut longer: the longest 大型連休 and 年末年始 are shorter. */
const daysBack = 31;

/** Was the schedule open at some moment from `since` to `at`, in the time zone of the site? Looks back a month at most. */
export function hasBeenWithinSchedule(
  schedule: OpenHours,
  calendar: Calendar,
  since: Date,
  at: Date,
  timeZone: string,
): boolean {
  const [start, end] = [since.getTime(), at.getTime()];
  const last = Math.floor(end / dayMs);
  const first = Math.max(Math.floor(start / dayMs), last - daysBack);
  for (let day = last; day >= first; day -= 1) {
    const windows = windowsOn(schedule, calendar, timeZone, day);
    if (windows.some(({ from, until }) => from <= end && until > start)) return true;
  }
  return false;
}

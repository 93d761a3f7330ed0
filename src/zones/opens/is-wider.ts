import { dayKind } from '../hours/calendar.ts';
import { hoursOn } from '../hours/windows-of-utc-day.ts';
import type { Schedule } from '../plan/open-hours.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { isCovered, type Stretch } from './stretch.ts';

type Hours = Schedule['hours'];

/** Hours of two plans that bear on when a schedule is open. */
export type Timetable = Pick<SitePlan, 'site' | 'schedules' | 'calendar'>;

const ordinary = { holiday: false, yearEnd: false } as const;
const weekOf = [1, 2, 3, 4, 5, 6, 7];

/**
 * Whether a schedule is open at some moment at which it was not before: in its hours, on holidays, or on a day that the
 * calendar calls otherwise now. Another time zone moves every hour. Hours that one stretch covered and several cover now
 * are wider only where they reach further.
 */
export function isWider(id: string, before: Timetable, after: Timetable): boolean {
  const was = before.schedules.find((one) => one.id === id);
  const is = after.schedules.find((one) => one.id === id);
  if (is === undefined) return false;
  if (was === undefined || before.site.timeZone !== after.site.timeZone) return true;
  if (opensOn(was.onHolidays, is.onHolidays) || opensOn(was.onYearEnd, is.onYearEnd)) return true;
  if (weekOf.some((weekday) => reachFurther(hoursOf(was, weekday), hoursOf(is, weekday)))) return true;
  return daysOf(before, after).some((date) =>
    reachFurther(
      hoursOn(was, date, dayKind(date, before.calendar)),
      hoursOn(is, date, dayKind(date, after.calendar)),
    ),
  );
}

function opensOn(was: Schedule['onHolidays'], is: Schedule['onHolidays']): boolean {
  return was === 'closed' && is === 'as-usual';
}

function hoursOf(schedule: Schedule, weekday: number): Hours {
  return hoursOn(
    { ...schedule, hours: schedule.hours.filter(({ weekdays }) => weekdays.includes(weekday)) },
    dateOf(weekday),
    ordinary,
  );
}

/** Any date of that weekday; 2024-01-01 was a Monday. */
function dateOf(weekday: number): string {
  return `2024-01-0${weekday}`;
}

function daysOf(before: Timetable, after: Timetable): readonly string[] {
  return [...new Set([...before.calendar, ...after.calendar].map(({ on }) => on))];
}

/** Whether hours that begin on a day last into a minute of which no hours begun on that day were before. */
function reachFurther(before: Hours, after: Hours): boolean {
  const known = before.map(stretchOf);
  return after.map(stretchOf).some((stretch) => !isCovered(stretch, known));
}

/** Minutes since that day's 00:00. */
function stretchOf({ from, until }: Hours[number]): Stretch {
  const [start, end] = [minuteOf(from), minuteOf(until)];
  return { from: start, until: end > start ? end : end + 24 * 60 };
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

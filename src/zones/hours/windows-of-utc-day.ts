import { dayMs } from '../../kernel/day-ms.ts';
import type { OpenHours } from '../plan/open-hours.ts';
import { addDays, type Calendar, type DayKind, dayKind, weekdayOf } from './calendar.ts';
import { instantOf } from './instant-of.ts';

/** From `from` up to, not including, `until`, in milliseconds. */
export type Window = { readonly from: number; readonly until: number };

/**
 * The windows of a schedule that touch one UTC day, counted from 1970. Zones lie between −12 and +14 hours, and
 * hours last up to a day, so a window that touches it began on one of these four local dates.
 */
export function windowsOfUtcDay(
  schedule: OpenHours,
  calendar: Calendar,
  timeZone: string,
  utcDay: number,
): readonly Window[] {
  const date = new Date(utcDay * dayMs).toISOString().slice(0, 10);
  return [-2, -1, 0, 1]
    .flatMap((days) => windowsBegunOn(schedule, calendar, timeZone, addDays(date, days)))
    .filter(({ from, until }) => from < (utcDay + 1) * dayMs && until > utcDay * dayMs);
}

/** The hours of a schedule that begin on a date of this kind: none where it is closed on such days. */
export function hoursOn(
  { hours, onHolidays, onYearEnd }: OpenHours,
  date: string,
  { holiday, yearEnd }: DayKind,
): OpenHours['hours'] {
  if (holiday && onHolidays === 'closed') return [];
  if (yearEnd && onYearEnd === 'closed') return [];
  const weekday = weekdayOf(date);
  return hours.filter(({ weekdays }) => weekdays.includes(weekday));
}

/** Hours across midnight belong, both parts, to the day they began: Friday's night shift is open on Saturday at 05:00. */
function windowsBegunOn(
  schedule: OpenHours,
  calendar: Calendar,
  timeZone: string,
  date: string,
): readonly Window[] {
  return hoursOn(schedule, date, dayKind(date, calendar)).map(({ from, until }) => ({
    from: instantOf(date, from, timeZone),
    until: instantOf(until > from ? date : addDays(date, 1), until, timeZone),
  }));
}

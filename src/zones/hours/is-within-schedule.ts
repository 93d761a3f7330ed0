import { dayMs } from '../../kernel/day-ms.ts';
import type { OpenHours } from '../plan/open-hours.ts';
import type { Calendar } from './calendar.ts';
import { type Window, windowsOfUtcDay } from './windows-of-utc-day.ts';

/** A section or duty officer (当直) keeps a unit open tonight, from the act on; one act, one extension. */
export type Extension = { readonly from: Date; readonly until: Date };

/** Days kept per schedule before its windows are worked out afresh; late events reach back weeks. */
const daysKept = 100;

/** Open windows by UTC day. Keyed by the plan's own objects: a new version of the plan brings new ones. */
type Days = Map<number, readonly Window[]>;
const known = new WeakMap<OpenHours, WeakMap<Calendar, Map<string, Days>>>();

/** Is the schedule open at this instant, in the time zone of the site? A date is looked up once, then remembered. */
export function isWithinSchedule(
  schedule: OpenHours,
  calendar: Calendar,
  at: Date,
  timeZone: string,
): boolean {
  const instant = at.getTime();
  const windows = windowsOn(schedule, calendar, timeZone, Math.floor(instant / dayMs));
  return windows.some(({ from, until }) => from <= instant && instant < until);
}

/** The windows that touch a UTC day, counted from 1970; worked out once. */
export function windowsOn(
  schedule: OpenHours,
  calendar: Calendar,
  timeZone: string,
  utcDay: number,
): readonly Window[] {
  const days = daysOf(schedule, calendar, timeZone);
  const kept = days.get(utcDay);
  if (kept !== undefined) return kept;
  const windows = windowsOfUtcDay(schedule, calendar, timeZone, utcDay);
  if (days.size >= daysKept) days.clear();
  days.set(utcDay, windows);
  return windows;
}

/** Extensions open what the schedule closes, and close nothing. */
export function isExtended(extensions: readonly Extension[], at: Date): boolean {
  return extensions.some(({ from, until }) => from <= at && at < until);
}

function daysOf(schedule: OpenHours, calendar: Calendar, timeZone: string): Days {
  let byCalendar = known.get(schedule);
  if (byCalendar === undefined) {
    byCalendar = new WeakMap();
    known.set(schedule, byCalendar);
  }
  let byZone = byCalendar.get(calendar);
  if (byZone === undefined) {
    byZone = new Map();
    byCalendar.set(calendar, byZone);
  }
  const days: Days = byZone.get(timeZone) ?? new Map();
  byZone.set(timeZone, days);
  return days;
}

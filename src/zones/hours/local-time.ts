import { DateTime } from 'luxon';

/**
 * The instant at which a clock in this zone shows `date` (2026-10-01) and `time` (08:30), in milliseconds.
 * A time that a change to summer time leaves out is an hour later, one that comes twice is the first.
 */
export function instantOf(date: string, time: string, timeZone: string): number {
  return DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toMillis();
}

/** The next moment after `now` at which a clock in this zone shows `time` (03:00). */
export function nextTimeOfDay(time: string, timeZone: string, now: Date): Date {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const at = [0, 1].map((days) => instantOf(today.plus({ days }).toFormat('yyyy-MM-dd'), time, timeZone));
  return new Date(at.find((instant) => instant > now.getTime()) ?? Number.NaN);
}

import { DateTime } from 'luxon';

/**
 * The instant at which a clock in this zone shows `date` (2026-10-01) and `time` (08:30), in milliseconds.
 * A time that a change to summer time leaves out is an hour later, one that comes twice is the first.
 */
export function instantOf(date: string, time: string, timeZone: string): number {
  return DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toMillis();
}

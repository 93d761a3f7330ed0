import { DateTime } from 'luxon';

/** A clock that is off by less says the same as ours. */
const sameMs = 60_000;

/** The clock on the wall in a time zone. */
export function clockOf(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm:ss');
}

/** When something happened, by the clock of who tells of it: with its date where that is not now, neither when it is shown nor when it was recorded. */
export function timeShown(
  { at, recordedAt = at }: { readonly at: string; readonly recordedAt?: string },
  { now, timeZone: zone }: { readonly now: Date; readonly timeZone: string },
): string {
  const happened = DateTime.fromISO(at, { zone });
  const isNow =
    happened.hasSame(DateTime.fromJSDate(now, { zone }), 'day') &&
    Math.abs(happened.diff(DateTime.fromISO(recordedAt)).toMillis()) < sameMs;
  return happened.toFormat(isNow ? 'HH:mm:ss' : 'yyyy-MM-dd HH:mm:ss');
}

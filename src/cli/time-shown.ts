import { DateTime } from 'luxon';

const zone = 'Asia/Tokyo';
/** A clock that is off by less says the same as ours. */
const sameMs = 60_000;

/** The clock in Tokyo. */
export function clockOf(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm:ss');
}

/** When something happened, by the clock of who tells of it: with its date where that is not now, neither when it is shown nor when it was recorded. */
export function timeShown(
  { at, recordedAt = at }: { readonly at: string; readonly recordedAt?: string },
  now: Date,
): string {
  const happened = DateTime.fromISO(at, { zone });
  const isNow =
    happened.hasSame(DateTime.fromJSDate(now, { zone }), 'day') &&
    Math.abs(happened.diff(DateTime.fromISO(recordedAt)).toMillis()) < sameMs;
  return happened.toFormat(isNow ? 'HH:mm:ss' : 'yyyy-MM-dd HH:mm:ss');
}

import { DateTime } from 'luxon';
import { instantOf } from './instant-of.ts';

/** The next moment after `now` at which a clock in this zone shows `time` (03:00). */
export function nextTimeOfDay(time: string, timeZone: string, now: Date): Date {
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  const at = [0, 1].map((days) => instantOf(today.plus({ days }).toFormat('yyyy-MM-dd'), time, timeZone));
  return new Date(at.find((instant) => instant > now.getTime()) ?? Number.NaN);
}

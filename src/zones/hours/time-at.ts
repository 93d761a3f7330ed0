import { DateTime } from 'luxon';

/** The time of day that a clock in this zone shows at an instant, `HH:MM`, its seconds left out. */
export function timeAt(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');
}

import { DateTime } from 'luxon';

/** The date that a calendar in this zone shows at an instant, `yyyy-MM-dd`. */
export function dayAt(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

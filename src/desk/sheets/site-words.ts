import { DateTime } from 'luxon';

/** Days and times in words of a site's clock, as sheets have them. */
export type SiteWords = {
  /** `2026年4月6日（月）` of a day of the calendar. */
  readonly day: (day: string) => string;
  /** `14:05` of an instant on this day, `4/7 00:30` of one on another. */
  readonly time: (at: Date | string, day: string) => string;
  /** `2026-04-06 14:05`, wherever it lies. */
  readonly moment: (at: Date | string) => string;
};

export function siteWords(timeZone: string): SiteWords {
  const local = (at: Date | string) => DateTime.fromJSDate(new Date(at), { zone: timeZone });
  return {
    day: (day) => DateTime.fromISO(day, { locale: 'ja' }).toFormat('yyyy年M月d日（ccc）'),
    time: (at, day) => local(at).toFormat(local(at).toISODate() === day ? 'HH:mm' : 'M/d HH:mm'),
    moment: (at) => local(at).toFormat('yyyy-MM-dd HH:mm'),
  };
}

import { dayMs } from '../../kernel/day-ms.ts';
import type { CalendarDay } from '../plan/open-hours.ts';
import { isJapaneseHoliday } from './is-japanese-holiday.ts';

/** The site's own days: 開庁・閉庁 that depart from the law's calendar. */
export type Calendar = readonly CalendarDay[];

/** What a date is for a schedule. 元日 is both a holiday and of the year end. */
export type DayKind = { readonly holiday: boolean; readonly yearEnd: boolean };

/**
 * 休日 of one date. The site's own days go first: `working` lifts holiday and year end, `holiday` makes one of any day.
 * Neither makes a weekday of a Sunday: the hours of a schedule name their weekdays.
 */
export function dayKind(date: string, calendar: Calendar): DayKind {
  const own = calendar.find(({ on }) => on === date)?.day;
  if (own === 'working') return { holiday: false, yearEnd: false };
  return { holiday: own === 'holiday' || isJapaneseHoliday(date), yearEnd: isYearEnd(date) };
}

/** 年末年始, 12-29 to 01-03 (行政機関の休日に関する法律 1条1項3号, with 元日). */
function isYearEnd(date: string): boolean {
  const monthDay = date.slice(5);
  return monthDay >= '12-29' || monthDay <= '01-03';
}

/** ISO weekday of a date, 1 = Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

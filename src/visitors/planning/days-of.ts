import { addDays, type Calendar, dayKind, weekdayOf } from '../../zones/hours/calendar.ts';

/** On which days a visit is: those named, or certain weekdays of a period, the last day included. */
export type SaidDays =
  | { readonly days: readonly string[] }
  | {
      readonly fromOn: string;
      readonly untilOn: string;
      /** ISO, 1 = Monday. */
      readonly weekdays: readonly number[];
      /** Also on 国民の祝日, the site's own holidays and 年末年始. */
      readonly onHolidays: boolean;
    };

/** No series of visits lasts longer than three months: whoever comes for longer holds a card. */
const longestMonths = 3;

/** The days of a visit, ascending and each once; a date is one of the site's, whose calendar says which of them are days off. */
export function daysOf(said: SaidDays, calendar: Calendar): readonly string[] {
  if ('days' in said) return [...new Set(said.days)].toSorted();
  const days: string[] = [];
  for (let day = said.fromOn; day <= said.untilOn; day = addDays(day, 1)) {
    const { holiday, yearEnd } = dayKind(day, calendar);
    const off = !said.onHolidays && (holiday || yearEnd);
    if (!said.weekdays.includes(weekdayOf(day)) || off) continue;
    days.push(day);
    // One day too many shows that a period is too long, and ends the walk.
    if (isTooLong(days[0] ?? day, day)) break;
  }
  return days;
}

/** Whether a period from one day to another, both included, is too long for a series. */
export function isTooLong(first: string, last: string): boolean {
  return last > endOfSeries(first);
}

/** The last day of the longest series that begins on a day; of a month too short, its last. */
function endOfSeries(first: string): string {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + longestMonths + 1, 0)).getUTCDate();
  const same = new Date(Date.UTC(year, month - 1 + longestMonths, Math.min(day, lastOfMonth)));
  return addDays(same.toISOString().slice(0, 10), -1);
}

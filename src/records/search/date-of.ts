import { DateTime } from 'luxon';

/** The first year of an era, less one, by each way of writing the era. */
const eraStarts: Readonly<Record<string, number>> = {
  令和: 2018,
  令: 2018,
  R: 2018,
  平成: 1988,
  平: 1988,
  H: 1988,
};
const era = Object.keys(eraStarts).join('|');
const year = `(?:(${era})\\.?)?(元|\\d{1,4})`;

/**
 * A day as it is written: 令和8年3月30日, R8.3.30, 2026-03-30, 3月30日, 3/30. Six groups: era, year, month and day, or month and day
 * alone; `dateOf` reads them.
 */
export const datePattern = `(?:${year}(?:年|[./-])(\\d{1,2})(?:月|[./-])(\\d{1,2})日?|(\\d{1,2})(?:月(?=\\d{1,2}日)|/)(\\d{1,2})日?)`;

/** A month: 令和8年3月, 2026年3月, 3月. Three groups, for `monthOf`. */
export const monthPattern = `(?:${year}年)?(\\d{1,2})月(?!\\d)`;

/** A year: 令和8年, R8年, 2026年. Two groups, for `yearOf`. */
export const yearPattern = `${year}年`;

/** The day that is written; without a year the last of that name. Undefined for a day that no calendar has. */
export function dateOf(
  [eraOf = '', inYear = '', month = '', day = '', bareMonth = '', bareDay = '']: readonly string[],
  today: DateTime,
): DateTime | undefined {
  return inYear === ''
    ? lastOf({ month: Number(bareMonth), day: Number(bareDay) }, today)
    : madeOf({ year: yearNumber(eraOf, inYear), month: Number(month), day: Number(day) }, today);
}

/** The first day of the month that is written; without a year of the last of that name. */
export function monthOf(
  [eraOf = '', inYear = '', month = '']: readonly string[],
  today: DateTime,
): DateTime | undefined {
  return inYear === ''
    ? lastOf({ month: Number(month), day: 1 }, today)
    : madeOf({ year: yearNumber(eraOf, inYear), month: Number(month), day: 1 }, today);
}

/** The first day of the year that is written. */
export function yearOf(eraOf: string, inYear: string, today: DateTime): DateTime | undefined {
  return madeOf({ year: yearNumber(eraOf, inYear), month: 1, day: 1 }, today);
}

function yearNumber(eraOf: string, inYear: string): number {
  return (inYear === '元' ? 1 : Number(inYear)) + (eraStarts[eraOf] ?? 0);
}

type Written = { readonly year: number; readonly month: number; readonly day: number };

function lastOf(written: Omit<Written, 'year'>, today: DateTime): DateTime | undefined {
  const at = madeOf({ ...written, year: today.year }, today);
  return at !== undefined && at > today ? at.minus({ years: 1 }) : at;
}

function madeOf(written: Written, today: DateTime): DateTime | undefined {
  const at = DateTime.fromObject(written, { zone: today.zone });
  // A year of two digits without an era is no year that a record is of.
  return at.isValid && written.year >= 1000 ? at : undefined;
}

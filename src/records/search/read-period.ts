import type { DateTime } from 'luxon';
import { dateOf, datePattern, monthOf, monthPattern, yearOf, yearPattern } from './date-of.ts';

/** Some days of the site, the second not among them. */
export type Days = { readonly from: string; readonly until: string };

type Span = readonly [DateTime, DateTime];

type Reader = {
  readonly pattern: RegExp;
  readonly read: (match: readonly string[], today: DateTime) => Span | undefined;
};

type Unit = 'day' | 'week' | 'month' | 'year';

const unit =
  (of: Unit, back: number) =>
  (today: DateTime): Span => {
    const from = today.startOf(of).minus({ [of]: back });
    return [from, from.plus({ [of]: 1 })];
  };

/** 年度: from 1 April. */
const fiscal =
  (back: number) =>
  (today: DateTime): Span => {
    const from = today.minus({ months: 3 }).startOf('year').plus({ months: 3 }).minus({ years: back });
    return [from, from.plus({ years: 1 })];
  };

const named: Readonly<Record<string, (today: DateTime) => Span>> = {
  一昨日: unit('day', 2),
  おととい: unit('day', 2),
  昨日: unit('day', 1),
  きのう: unit('day', 1),
  今日: unit('day', 0),
  本日: unit('day', 0),
  先々週: unit('week', 2),
  先週: unit('week', 1),
  今週: unit('week', 0),
  先々月: unit('month', 2),
  先月: unit('month', 1),
  今月: unit('month', 0),
  今年度: fiscal(0),
  昨年度: fiscal(1),
  前年度: fiscal(1),
  今年: unit('year', 0),
  昨年: unit('year', 1),
  去年: unit('year', 1),
};

/** How far back something is said to be, in which unit. */
const ago: Readonly<Record<string, Unit>> = {
  日: 'day',
  週間: 'week',
  か月: 'month',
  ヶ月: 'month',
  カ月: 'month',
  年: 'year',
};

const until = '(?:から|より|[〜～~-])';

const readers: readonly Reader[] = [
  {
    pattern: new RegExp(`${datePattern}${until}${datePattern}(?:まで)?`, 'u'),
    read: (match, today) => {
      const [first, last] = [dateOf(match.slice(1, 7), today), dateOf(match.slice(7, 13), today)];
      return first === undefined || last === undefined ? undefined : [first, last.plus({ days: 1 })];
    },
  },
  {
    pattern: new RegExp(`${datePattern}(?:以降|以後)`, 'u'),
    read: (match, today) => {
      const first = dateOf(match.slice(1, 7), today);
      return first && [first, today.plus({ days: 1 })];
    },
  },
  {
    pattern: new RegExp(datePattern, 'u'),
    read: (match, today) => {
      const day = dateOf(match.slice(1, 7), today);
      return day && [day, day.plus({ days: 1 })];
    },
  },
  {
    pattern: new RegExp(`${monthPattern}${until}${monthPattern}(?:まで)?`, 'u'),
    read: (match, today) => {
      const [first, last] = [monthOf(match.slice(1, 4), today), monthOf(match.slice(4, 7), today)];
      return first === undefined || last === undefined ? undefined : [first, last.plus({ months: 1 })];
    },
  },
  {
    pattern: new RegExp(monthPattern, 'u'),
    read: (match, today) => {
      const month = monthOf(match.slice(1, 4), today);
      return month && [month, month.plus({ months: 1 })];
    },
  },
  {
    pattern: /(?:過去|直近|この)(\d{1,3})日間?/u,
    read: ([, days], today) => [
      today.plus({ days: 1 }).minus({ days: Number(days) }),
      today.plus({ days: 1 }),
    ],
  },
  {
    pattern: new RegExp(`(\\d{1,3})(${Object.keys(ago).join('|')})前`, 'u'),
    read: ([, count, word = ''], today) => unit(ago[word] ?? 'day', Number(count))(today),
  },
  {
    pattern: new RegExp(Object.keys(named).join('|'), 'u'),
    read: ([word = ''], today) => named[word]?.(today),
  },
  {
    pattern: new RegExp(`${yearPattern}(度?)`, 'u'),
    read: ([, era = '', year = '', isFiscal = ''], today) => {
      const from = yearOf(era, year, today)?.plus({ months: isFiscal === '' ? 0 : 3 });
      return from && [from, from.plus({ years: 1 })];
    },
  },
];

/** The first period that a text names, and what is left of the text; weeks begin on Monday. */
export function readPeriod(
  text: string,
  today: DateTime,
): { readonly days: Days; readonly rest: string } | undefined {
  for (const { pattern, read } of readers) {
    const match = pattern.exec(text);
    const days =
      match === null
        ? undefined
        : read(
            match.map((part) => part ?? ''),
            today,
          );
    if (match === null || days === undefined) continue;
    const [from, to] = days;
    return {
      days: { from: from.toFormat('yyyy-MM-dd'), until: to.toFormat('yyyy-MM-dd') },
      rest: text.replace(match[0], '／'),
    };
  }
  return undefined;
}

import { DateTime } from 'luxon';

/** Some days of the site, the second not among them. */
export type Days = { readonly from: string; readonly until: string };

type Reader = {
  readonly pattern: RegExp;
  readonly read: (match: readonly string[], today: DateTime) => readonly [DateTime, DateTime] | undefined;
};

const unit = (of: 'day' | 'week' | 'month' | 'year', back: number) => (today: DateTime) => {
  const from = today.startOf(of).minus({ [of]: back });
  return [from, from.plus({ [of]: 1 })] as const;
};

/** 年度: from 1 April. */
const fiscal = (back: number) => (today: DateTime) => {
  const from = today.minus({ months: 3 }).startOf('year').plus({ months: 3 }).minus({ years: back });
  return [from, from.plus({ years: 1 })] as const;
};

const named: Readonly<Record<string, (today: DateTime) => readonly [DateTime, DateTime]>> = {
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

/** The first year of an era, less one. */
const eraStarts: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988 };
const date = '(?:(令和|平成)?(元|\\d{1,4})年)?(\\d{1,2})月(\\d{1,2})日';

function dateOf(
  [era = '', year = '', month = '', day = '']: readonly string[],
  today: DateTime,
): DateTime | undefined {
  const count = year === '元' ? 1 : Number(year);
  const inYear = year === '' ? today.year : count + (eraStarts[era] ?? 0);
  const at = DateTime.fromObject(
    { year: inYear, month: Number(month), day: Number(day) },
    { zone: today.zone },
  );
  if (!at.isValid) return undefined;
  // A day without a year is the last of that name.
  return year === '' && at > today ? at.minus({ years: 1 }) : at;
}

const readers: readonly Reader[] = [
  {
    pattern: new RegExp(`${date}(?:から|より|[〜～~-])${date}(?:まで)?`, 'u'),
    read: (match, today) => {
      const [first, last] = [dateOf(match.slice(1, 5), today), dateOf(match.slice(5, 9), today)];
      return first === undefined || last === undefined ? undefined : [first, last.plus({ days: 1 })];
    },
  },
  {
    pattern: new RegExp(date, 'u'),
    read: (match, today) => {
      const day = dateOf(match.slice(1, 5), today);
      return day && [day, day.plus({ days: 1 })];
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
    pattern: new RegExp(Object.keys(named).join('|'), 'u'),
    read: ([word = ''], today) => named[word]?.(today),
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
    const [from, until] = days;
    return {
      days: { from: from.toFormat('yyyy-MM-dd'), until: until.toFormat('yyyy-MM-dd') },
      rest: text.replace(match[0], '／'),
    };
  }
  return undefined;
}

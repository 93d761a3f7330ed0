import type { DateTime } from 'luxon';
import { dateOf, datePattern, monthOf, monthPattern, yearOf, yearPattern } from './date-of.ts';

/** Some days of the site, the second not among them. */
export type Days = { readonly from: string; readonly until: string };

type Span = readonly [DateTime, DateTime];

type Reader = {
  readonly pattern: string;
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

/** One period each; what says more goes first. */
const readers: readonly Reader[] = [
  {
    pattern: datePattern,
    read: (match, today) => {
      const day = dateOf(match.slice(1, 7), today);
      return day && [day, day.plus({ days: 1 })];
    },
  },
  {
    pattern: monthPattern,
    read: (match, today) => {
      const month = monthOf(match.slice(1, 4), today);
      return month && [month, month.plus({ months: 1 })];
    },
  },
  {
    pattern: '(?:過去|直近|この)(\\d{1,3})日間?',
    read: ([, days], today) => [
      today.plus({ days: 1 }).minus({ days: Number(days) }),
      today.plus({ days: 1 }),
    ],
  },
  {
    pattern: `(\\d{1,3})(${Object.keys(ago).join('|')})前`,
    read: ([, count, word = ''], today) => unit(ago[word] ?? 'day', Number(count))(today),
  },
  {
    pattern: Object.keys(named).join('|'),
    read: ([word = ''], today) => named[word]?.(today),
  },
  {
    pattern: `${yearPattern}(度?)`,
    read: ([, era = '', year = '', isFiscal = ''], today) => {
      const from = yearOf(era, year, today)?.plus({ months: isFiscal === '' ? 0 : 3 });
      return from && [from, from.plus({ years: 1 })];
    },
  },
];

type Found = { readonly span: Span; readonly from: number; readonly to: number };

/** The first period in a text, of two that begin at one place the one that says more; `at`: one that begins there. */
function find(text: string, today: DateTime, at?: number): Found | undefined {
  let first: Found | undefined;
  for (const { pattern, read } of readers) {
    const written = new RegExp(pattern, at === undefined ? 'u' : 'uy');
    written.lastIndex = at ?? 0;
    const match = written.exec(text);
    if (match === null || (first !== undefined && first.from <= match.index)) continue;
    const span = read(
      match.map((part) => part ?? ''),
      today,
    );
    if (span) first = { span, from: match.index, to: match.index + match[0].length };
  }
  return first;
}

/** How far the days of a period go, as the words behind it say; undefined where the record has no beginning to go from. */
function extended(text: string, found: Found, today: DateTime): Found | undefined {
  const { span, from, to } = found;
  const behind = (words: string) => new RegExp(`^(?:${words})`, 'u').exec(text.slice(to))?.[0];
  const tomorrow = today.plus({ days: 1 });
  const joint = behind('から|より|[〜～~-]');
  const second = joint && find(text, today, to + joint.length);
  if (joint && second) {
    const end = text.startsWith('まで', second.to) ? second.to + 'まで'.length : second.to;
    return { span: [span[0], second.span[1]], from, to: end };
  }
  const after = behind('より後');
  if (after) return { span: [span[1], tomorrow], from, to: to + after.length };
  if (behind('まで|以前|より前')) return undefined;
  const since = behind('以降|以後|から|より|[〜～~]');
  return since ? { span: [span[0], tomorrow], from, to: to + since.length } : found;
}

/**
 * The first period that a text names, with where it begins or ends (から, まで), and what is left of the text; weeks begin on Monday.
 * Undefined where none is named, or no day of it has come yet.
 */
export function readPeriod(
  text: string,
  today: DateTime,
): { readonly days: Days; readonly rest: string } | undefined {
  const named = find(text, today);
  const found = named && extended(text, named, today);
  if (found === undefined || found.span[0] >= found.span[1]) return undefined;
  const [from, until] = found.span;
  return {
    days: { from: from.toFormat('yyyy-MM-dd'), until: until.toFormat('yyyy-MM-dd') },
    rest: `${text.slice(0, found.from)}／${text.slice(found.to)}`,
  };
}

import { monthAfter, monthOf } from '../../kernel/month-of.ts';

/** A month in which entries of a log are kept, in UTC, and the first of them. */
export type MonthStart = { readonly at: Date; readonly first: number };

/**
 * In which month an entry of a log stands, by its seq: the recorded time never falls as seq rises. `ends`: no entry was recorded
 * then or later, as far as the log is known.
 */
export type MonthsOfLog = { readonly starts: readonly MonthStart[]; readonly ends: Date };

/** Entries of a log with `above < seq < below`. */
export type Between = { readonly above: number; readonly below: number };

/** The same, and the months they were recorded in: from the one instant to the other, exclusive. */
export type TimedStretch = Between & { readonly from: Date; readonly until: Date };

const sinceEver = new Date(0);
/** Of a rare person every month is looked at, of a frequent one the first that are asked for hold a page. */
const monthsAtFirst = 2;
const growth = 4;
/** So many months without anything cost as much as another statement. */
const worthLeaping = 8;

/** When the entries of a stretch were recorded, by whole months. */
export function timesOf({ starts, ends }: MonthsOfLog, { above, below }: Between): TimedStretch {
  const from = starts.findLast(({ first }) => first <= above + 1);
  const until = starts.find(({ first }) => first >= below);
  return { above, below, from: from?.at ?? sinceEver, until: until?.at ?? ends };
}

/** What is known of a search before it begins: how many of the entries that it leads to stand in which month. */
export type MonthsCounted = {
  /** Months that begin from the one to the other, exclusive, were counted. */
  readonly since: Date;
  readonly until: Date;
  /** By the beginning of a month, in milliseconds since 1970; one that was counted and is not here has none. */
  readonly entries: ReadonlyMap<number, number>;
};

const nothingCounted: MonthsCounted = { since: sinceEver, until: sinceEver, entries: new Map() };

/** What a stretch has of one month, and of those behind it without an entry; `entries`: how many there are in the whole of them, undefined = not counted. */
type Piece = Between & { readonly entries: number | undefined };

/**
 * A stretch in the order it is read in, cut by months: the first few, then several times as many, and so on to its end. Where months were counted, as
 * many of them as have `wanted` entries, then several times as many; those that have none are left out, but for a few between two that have some.
 * Together they hold whatever the search leads to, and no entry is in two of them.
 */
export function inMonths(
  months: MonthsOfLog,
  between: Between,
  order: 'asc' | 'desc',
  counted: MonthsCounted = nothingCounted,
  wanted = Number.POSITIVE_INFINITY,
): readonly TimedStretch[] {
  const pieces = piecesOf(months, between, counted);
  const stretches: TimedStretch[] = [];
  let [size, enough] = [monthsAtFirst, wanted];
  let group: Piece[] = [];
  let leapt = 0;
  const close = () => {
    if (group.length > 0) stretches.push(timesOf(months, spanOf(group)));
    group = [];
  };
  for (const piece of order === 'asc' ? pieces : pieces.toReversed()) {
    if (piece.entries === 0) {
      leapt += 1;
      continue;
    }
    if (isFull(group, size, enough)) {
      close();
      [size, enough] = [size * growth, enough * growth];
    } else if (leapt >= worthLeaping) close();
    leapt = 0;
    group.push(piece);
  }
  close();
  return stretches;
}

function piecesOf(
  { starts, ends }: MonthsOfLog,
  { above, below }: Between,
  { since, until, entries }: MonthsCounted,
): readonly Piece[] {
  const cuts = starts.map(({ first }) => first).filter((first) => first > above + 1 && first < below);
  const firsts = [above + 1, ...cuts];
  return firsts.map((first, nth) => {
    const place = starts.findLastIndex((one) => one.first <= first);
    const [month, next] = [starts[place]?.at, starts[place + 1]?.at ?? ends];
    const isCounted = month !== undefined && since <= month && next <= until;
    return {
      above: first - 1,
      below: firsts[nth + 1] ?? below,
      entries: isCounted ? countIn(entries, month, next) : undefined,
    };
  });
}

/** From the one month to the other, exclusive: what lies between may have been out as the months of the log were read, and be back. */
function countIn(entries: MonthsCounted['entries'], from: Date, until: Date): number {
  let count = 0;
  for (let month = from; month < until; month = monthAfter(month)) count += entries.get(month.getTime()) ?? 0;
  return count;
}

function spanOf(group: readonly Piece[]): Between {
  return {
    above: Math.min(...group.map(({ above }) => above)),
    below: Math.max(...group.map(({ below }) => below)),
  };
}

/** Whether a group has so many months that were not counted, or so many entries in those that were. */
function isFull(group: readonly Piece[], months: number, entries: number): boolean {
  const counted = group.map((piece) => piece.entries).filter((one) => one !== undefined);
  const found = counted.reduce((sum, one) => sum + one, 0);
  return group.length - counted.length >= months || found >= entries;
}

/** The first entry recorded at `at` or later, where a month begins with it; else the month in which it is to be looked for. */
export function whereFrom(
  { starts, ends }: MonthsOfLog,
  at: Date,
): { readonly from: Date; readonly until: Date; readonly next: number | undefined } {
  const until = monthAfter(monthOf(at));
  return { from: at, until: until < ends ? until : ends, next: starts.find((one) => one.at >= at)?.first };
}

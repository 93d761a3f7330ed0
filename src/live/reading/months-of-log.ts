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

/** The beginning of the month of an instant, in UTC: where its partition begins. */
export function monthOf(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
}

export function monthAfter(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
}

/** When the entries of a stretch were recorded, by whole months. */
export function timesOf({ starts, ends }: MonthsOfLog, { above, below }: Between): TimedStretch {
  const from = starts.findLast(({ first }) => first <= above + 1) ?? starts[0];
  const until = starts.find(({ first }) => first >= below);
  return { above, below, from: from?.at ?? sinceEver, until: until?.at ?? ends };
}

/**
 * A stretch in the order it is read in: the first few months, then several times as many, and so on to its end. Together they
 * are the stretch, and no entry is in two of them.
 */
export function inMonths(
  months: MonthsOfLog,
  { above, below }: Between,
  order: 'asc' | 'desc',
): readonly TimedStretch[] {
  const cuts = months.starts.map(({ first }) => first).filter((first) => first > above + 1 && first < below);
  const stretches: TimedStretch[] = [];
  let rest: Between = { above, below };
  for (let size = monthsAtFirst; ; size *= growth) {
    const left = cuts.filter((first) => first > rest.above + 1 && first < rest.below);
    const cut = order === 'asc' ? left[size - 1] : left.at(-size);
    if (cut === undefined) return [...stretches, timesOf(months, rest)];
    const [older, younger] = [
      { above: rest.above, below: cut },
      { above: cut - 1, below: rest.below },
    ];
    stretches.push(timesOf(months, order === 'asc' ? older : younger));
    rest = order === 'asc' ? younger : older;
  }
}

/** The first entry recorded at `at` or later, where a month begins with it; else the month in which it is to be looked for. */
export function whereFrom(
  { starts, ends }: MonthsOfLog,
  at: Date,
): { readonly from: Date; readonly until: Date; readonly next: number | undefined } {
  const until = monthAfter(monthOf(at));
  return { from: at, until: until < ends ? until : ends, next: starts.find((one) => one.at >= at)?.first };
}

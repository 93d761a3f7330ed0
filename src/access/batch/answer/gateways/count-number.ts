import type { Hole } from '../../batch-facts.ts';

/** No gateway loses so many events at once: its index has wrapped, has begun anew, or leaps. */
export const leapBeyond = 1_000_000;

/** A buffer with more holes numbers in a way of its own: nothing can be said of what is missing. */
export const mostHoles = 1_000;

/** Which numbers of a buffer have counted: those from `first` to `newest` but its holes. */
export type Numbers = {
  readonly first: number;
  readonly newest: number;
  /** How many holes there are in all. */
  readonly holes: number;
};

/** What a number changes that counts now. */
export type Counted = {
  readonly numbers: Numbers;
  /** The hole it came out of, which is no more. */
  readonly gone: Hole | undefined;
  /** Holes there are from now on. */
  readonly begun: readonly Hole[];
  /** The gateway does not number as the protocol has it: with a leap, or with holes everywhere. */
  readonly irregular: 'leap' | 'scattered' | undefined;
};

/** When a number counts, and how it stands among those of its buffer. */
export type Counting = {
  readonly now: Date;
  /** The gateway tells it afterwards: a number below all others is an older event then, and else an index that began anew. */
  readonly isPast: boolean;
  /** The hole that the number lies in, where it does. */
  readonly within: Hole | undefined;
};

/** Counts a number that has not counted yet. What lies between it and the others of its buffer is a hole, or a leap of the index. */
export function countNumber(before: Numbers | undefined, seq: number, counting: Counting): Counted {
  if (before === undefined) {
    const numbers = { first: seq, newest: seq, holes: 0 };
    return { numbers, gone: undefined, begun: [], irregular: undefined };
  }
  const { now, isPast, within } = counting;
  const { first, newest } = before;
  if (within !== undefined) return countWithin(before, seq, within, counting);
  const { holes } = before;
  const numbers = { first: Math.min(first, seq), newest: Math.max(newest, seq), holes };
  const [from, to] = seq > newest ? [newest + 1, seq - 1] : [seq + 1, first - 1];
  if (from > to) return { numbers, gone: undefined, begun: [], irregular: undefined };
  const irregular = irregularityOf(before, from, to, seq < first && !isPast);
  const hole: Hole = { from, to, since: now, state: irregular === undefined ? 'fresh' : 'skipped' };
  return { numbers: { ...numbers, holes: holes + 1 }, gone: undefined, begun: [hole], irregular };
}

/** What is left of a hole stays what it was; but behind an index that began anew, numbers are missing again. */
function countWithin(before: Numbers, seq: number, hole: Hole, { now, isPast }: Counting): Counted {
  const { from } = hole;
  const isAnew =
    hole.state === 'skipped' && !isPast && irregularityOf(before, from, seq - 1, false) === undefined;
  const below: Hole = isAnew ? { from, to: seq - 1, since: now, state: 'fresh' } : { ...hole, to: seq - 1 };
  const begun = [below, { ...hole, from: seq + 1 }].filter((part) => part.from <= part.to);
  const numbers = { ...before, holes: before.holes - 1 + begun.length };
  return { numbers, gone: hole, begun, irregular: undefined };
}

function irregularityOf(
  { holes }: Numbers,
  from: number,
  to: number,
  beganAnew: boolean,
): Counted['irregular'] {
  if (beganAnew || to - from >= leapBeyond) return 'leap';
  return holes >= mostHoles ? 'scattered' : undefined;
}

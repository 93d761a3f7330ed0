import { keyOf, type Mark, type RightAt } from './right-at.ts';

/** A right that somebody had at one of two moments and not at the other. */
export type RightChanged = {
  readonly right: RightAt;
  /** At the later moment; false: they had it at the earlier one. */
  readonly isGained: boolean;
  /** What made it so. */
  readonly why: 'entry' | 'period' | 'holder';
  /** Of the entry, or of the period; what a holder's leaving or coming back is by neither. */
  readonly mark: Mark | undefined;
};

/** The two moments, each with the seq that a log had then. */
export type Between = {
  readonly from: Date;
  readonly until: Date;
  readonly seqs: (log: string) => { readonly from: number; readonly until: number };
};

/** What people may do at the later of two moments and not at the earlier one, and the other way round; by holder. */
export function compareRights(
  before: readonly RightAt[],
  after: readonly RightAt[],
  between: Between,
): readonly RightChanged[] {
  const [had, have] = [keysOf(before), keysOf(after)];
  const lost = before
    .filter((right) => !have.has(keyOf(right)))
    .map((right) => ({ right, isGained: false, ...causeOf(right.until, right.log, between) }));
  const gained = after
    .filter((right) => !had.has(keyOf(right)))
    .map((right) => ({ right, isGained: true, ...causeOf(right.from, right.log, between) }));
  return [...lost, ...gained].toSorted(byHolder);
}

function causeOf(
  mark: Mark,
  log: string,
  { from, until, seqs }: Between,
): Pick<RightChanged, 'why' | 'mark'> {
  const { seq, at } = mark;
  if (at !== null && at > from && at <= until) return { why: 'period', mark };
  const known = seqs(log);
  if (seq !== null && seq > known.from && seq <= known.until) return { why: 'entry', mark };
  return { why: 'holder', mark: undefined };
}

function keysOf(rights: readonly RightAt[]): ReadonlySet<string> {
  return new Set(rights.map(keyOf));
}

function byHolder(one: RightChanged, other: RightChanged): number {
  const [a, b] = [orderOf(one), orderOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What somebody lost comes before what they gained. */
function orderOf({ right, isGained }: RightChanged): string {
  return JSON.stringify([right.holder, right.sort, isGained, right.right, right.place, right.id]);
}

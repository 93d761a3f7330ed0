/** From `from` up to, not including, `until`: instants or minutes, in numbers of one kind. */
export type Stretch = { readonly from: number; readonly until: number };

/** What two stretches have in common; undefined where they do not meet. */
export function meeting(one: Stretch, other: Stretch): Stretch | undefined {
  const from = Math.max(one.from, other.from);
  const until = Math.min(one.until, other.until);
  return from < until ? { from, until } : undefined;
}

/** Whether every moment of a stretch lies in one of the others. */
export function isCovered(stretch: Stretch, others: readonly Stretch[]): boolean {
  let covered = stretch.from;
  for (const other of others.toSorted((one, next) => one.from - next.from)) {
    if (other.from <= covered) covered = Math.max(covered, other.until);
  }
  return covered >= stretch.until;
}

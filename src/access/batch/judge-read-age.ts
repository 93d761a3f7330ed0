/**
 * How a read stands to the newest that its gateway told, both by the gateway's own clock. `too-old`: made so long before that nobody
 * stands at the door for it. `newest`: nothing newer was told.
 */
export type ReadAge = 'newest' | 'older' | 'too-old';

/** Judges the age of a read. `newer`: the stamp of what was told; undefined where nothing was: then no read is too old. */
export function judgeReadAge(made: Date, newer: Date | undefined, tooOldAfterMs: number): ReadAge {
  const age = newer === undefined ? 0 : newer.getTime() - made.getTime();
  if (age <= 0) return 'newest';
  return age <= tooOldAfterMs ? 'older' : 'too-old';
}

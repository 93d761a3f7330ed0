import { clockToleranceMs } from './judge-stamp.ts';

/** By what the age of a read is judged. */
export type AgeBounds = {
  /** When the gateway was first let in. */
  readonly known: Date;
  readonly now: Date;
  /** What is older does not open. Milliseconds. */
  readonly tooOldAfterMs: number;
};

const dayMs = 86_400_000;

/**
 * How a read stands to the newest that its gateway told, both by the gateway's own clock. `too-old`: made so long before that nobody
 * stands at the door for it. `newest`: nothing newer was told, or the clock was set between the two, as far as that can be told: no read
 * is older than its gateway, and a clock that was ahead of ours and is no more was put right.
 */
export type ReadAge = 'newest' | 'older' | 'too-old';

/** Judges the age of a read. `told`: its stamp, `newer`: that of what was told; undefined where there is none: then no read is too old. */
export function judgeReadAge(
  told: string | undefined,
  newer: Date | undefined,
  { known, now, tooOldAfterMs }: AgeBounds,
): ReadAge {
  if (told === undefined || newer === undefined) return 'newest';
  const made = Date.parse(told);
  const age = newer.getTime() - made;
  const isOlderThanGateway = age > now.getTime() - known.getTime() + dayMs;
  const latest = now.getTime() + clockToleranceMs;
  const isPutRight = newer.getTime() > latest && made <= latest;
  if (age <= 0 || isOlderThanGateway || isPutRight) return 'newest';
  return age <= tooOldAfterMs ? 'older' : 'too-old';
}

/** The first of reads by which their gateway's clock seems to be set: when it was made by that clock, since when they keep pace by ours. */
export type Pace = { readonly at: Date; readonly since: Date };

/** How far two clocks that run may part meanwhile: stamps in whole seconds, and what takes longer on its way. Milliseconds. */
const pacesWithinMs = 1000;

/** So long do such reads keep pace before their clock is held to be set: longer than a gateway waits before it sends again. */
const setAfterMs = 10_000;

/**
 * Judges a read that looks too old, or ahead of our time, and was told after all else: it may be that its gateway's clock was set back, or
 * ahead. That clock runs, so its stamps advance as our time does; what was held back comes faster, or slower, than it was made, and a
 * stamp that is broken stands alone. `set`: they advanced so for long enough; otherwise from which read on the pace is measured.
 */
export function judgePace(at: Date, now: Date, before: Pace | undefined): Pace | 'set' {
  if (before === undefined) return { at, since: now };
  const passed = now.getTime() - before.since.getTime();
  const advanced = at.getTime() - before.at.getTime();
  if (Math.abs(advanced - passed) > pacesWithinMs) return { at, since: now };
  return passed < setAfterMs ? before : 'set';
}

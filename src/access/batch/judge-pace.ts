/** The first of reads that look too old and keep pace with our clock: when it was made by its gateway's clock, since when by ours. */
export type Pace = { readonly at: Date; readonly since: Date };

/** How far two clocks that run may part meanwhile: stamps in whole seconds, and what takes longer on its way. Milliseconds. */
const pacesWithinMs = 1000;

/** So long do such reads keep pace before their clock is held to be set back: longer than a gateway waits before it sends again. */
const setBackAfterMs = 10_000;

/**
 * Judges a read that looks too old and was told after all else: it may be that its gateway's clock was set back. That clock runs, so its
 * stamps advance as our time does; what was held back comes faster, or slower, than it was made. `set-back`: so it was for long enough;
 * otherwise from which read on the pace is measured.
 */
export function judgePace(at: Date, now: Date, before: Pace | undefined): Pace | 'set-back' {
  if (before === undefined) return { at, since: now };
  const passed = now.getTime() - before.since.getTime();
  const advanced = at.getTime() - before.at.getTime();
  if (Math.abs(advanced - passed) > pacesWithinMs) return { at, since: now };
  return passed < setBackAfterMs ? before : 'set-back';
}

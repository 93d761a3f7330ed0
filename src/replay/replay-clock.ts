import type { Clock } from '../kernel/clock.ts';

/** The clock of a replayed service: it stands where the file stands, and never goes back. */
export type ReplayClock = Clock & { readonly moveTo: (instant: Date) => void };

export function buildReplayClock(start: Date): ReplayClock {
  let now = start;
  return {
    now: () => now,
    moveTo(instant) {
      if (instant > now) now = instant;
    },
  };
}

import type { Clock } from './clock.ts';

/** What was asked for did not come in time. It may still come: then nobody hears of it. */
export class TooSlow extends Error {
  readonly code = 'SEKISHO_TOO_SLOW';

  constructor() {
    super('what was asked for did not come in time');
  }
}

/** Waits for work, but only for a certain time. */
export type Patience = {
  /** What `work` resolves to; rejects with `TooSlow` where it takes longer than the patience. */
  readonly with: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Gives up whoever has waited too long. To be called more often than the patience is long. */
  readonly look: () => void;
};

/** Counts the time by the clock and not by timers: a test sets it, and a thousand who wait cost nothing. */
export function buildPatience(clock: Clock, ms: number): Patience {
  const waiting = new Set<{ readonly since: number; readonly giveUp: () => void }>();
  return {
    with: (work) =>
      new Promise((resolve, reject) => {
        const one = { since: clock.now().getTime(), giveUp: () => reject(new TooSlow()) };
        waiting.add(one);
        work.then(resolve, reject).finally(() => waiting.delete(one));
      }),
    look() {
      const oldest = clock.now().getTime() - ms;
      for (const one of waiting) {
        if (one.since > oldest) continue;
        waiting.delete(one);
        one.giveUp();
      }
    },
  };
}

import type { TestClock } from './test-app.ts';

/** The clock on the wall, where another process must agree on the time. */
export function aWallClock(): TestClock {
  return { now: () => new Date(), set: () => undefined };
}

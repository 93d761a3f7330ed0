import type { Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Batcher } from './batcher.ts';
import { sweepDue } from './sweep.ts';

const everyMs = 1000;

/** Looks every second for sites where something is due and nobody reads a card. */
export function startSweeper(
  pool: Pool,
  batcher: Batcher,
  clock: Clock,
  onError: (error: unknown) => void,
): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = sweepDue(pool, batcher, clock)
      .catch(onError)
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

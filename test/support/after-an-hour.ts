import { vi } from 'vitest';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { timedChores } from '../../src/timed-chores.ts';

/** Has the service do what it does by time alone, until it has run for an hour; what fails of it fails here. */
export async function afterAnHour(deps: ActDeps): Promise<void> {
  const faults: unknown[] = [];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const chores = timedChores(deps, () => (error) => faults.push(error));
    vi.advanceTimersByTime(3_600_000);
    await Promise.all(chores.map((chore) => chore.stop()));
  } finally {
    vi.useRealTimers();
  }
  if (faults.length > 0) throw new AggregateError(faults, 'what is done by time alone failed');
}

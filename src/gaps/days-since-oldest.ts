import { dayMs } from '../kernel/day-ms.ts';
import type { Evidence } from './gap-line.ts';

/** How many days ago the oldest evidence that is dated was given; null where none is. */
export function daysSinceOldest(evidence: readonly Evidence[], now: Date): number | null {
  const dated = evidence.flatMap(({ at }) => at?.getTime() ?? []);
  return dated.length === 0 ? null : Math.floor((now.getTime() - Math.min(...dated)) / dayMs);
}

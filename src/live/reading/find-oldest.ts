import { byOnePlan } from '../../db/by-one-plan.ts';
import type { Pool } from '../../db/pool.ts';
import type { LogEnd } from './load-log-ends.ts';
import { inMonths, type MonthsOfLog } from './months-of-log.ts';

/** The oldest entry of a log that is still kept; one after the head when none is. */
export async function findOldest(
  pool: Pool,
  siteId: string,
  { head }: LogEnd,
  months: MonthsOfLog,
): Promise<number> {
  for (const { from, until } of inMonths(months, { above: 0, below: head + 1 }, 'asc')) {
    const [oldest] = await byOnePlan<{ seq: number }>(pool, {
      name: 'find-oldest',
      text: `
        select seq from entries where site_id = $1 and recorded_at >= $2 and recorded_at < $3
        order by seq limit 1`,
      values: [siteId, from, until],
    });
    if (oldest !== undefined) return oldest.seq;
  }
  return head + 1;
}

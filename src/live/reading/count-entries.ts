import type { Pool } from '../../db/pool.ts';

/** Counted by one statement, in a fraction of a second. */
const atOnce = 20_000;

/** A log that was never counted is caught up with by so many statements each time, some half a million entries. */
const mostStatements = 25;

/**
 * Counts entries by month that were not counted yet: of each person, card, kind and reason of refusals (`month_counts`). Of the month that is not over only
 * so many at once, for each of them changes a row of everybody who came. What two instances count at once is counted one after the other.
 */
export async function countEntries(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ siteId: string }>({
    name: 'find-logs-to-count',
    text: `
      select h.site_id as "siteId" from heads h left join counted_logs c on c.site_id = h.site_id
      where h.seq - coalesce(c.seq, 0) >= $1 or coalesce(c.until, '-infinity') < date_trunc('month', h.recorded_at)
      order by h.site_id`,
    values: [atOnce],
  });
  for (const { siteId } of rows) {
    let counted = atOnce;
    for (let times = 0; counted > 0 && times < mostStatements; times += 1) {
      counted = await countNext(pool, siteId);
    }
  }
}

/** How many entries were counted; 0 = there were none left. */
async function countNext(pool: Pool, siteId: string): Promise<number> {
  const { rows } = await pool.query<{ counted: number }>({
    name: 'count-entries',
    text: 'select count_entries($1, $2) as counted',
    values: [siteId, atOnce],
  });
  return rows[0]?.counted ?? 0;
}

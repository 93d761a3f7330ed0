import type { Pool } from '../../../db/pool.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Batcher } from './batcher.ts';

/**
 * Settles what is due at sites where no batch runs. Sites whose head somebody holds are skipped: whoever holds it
 * settles them. Returns the sites it went to.
 */
export async function sweepDue(pool: Pool, batcher: Batcher, clock: Clock): Promise<readonly string[]> {
  const { rows } = await pool.query<{ siteId: string }>({
    name: 'due-sites',
    text: `
      select h.site_id as "siteId" from heads h
      where h.site_id in (select site_id from deadlines where due_at <= $1)
      order by h.site_id for update skip locked`,
    values: [clock.now()],
  });
  for (const { siteId } of rows) await batcher.runDue(siteId);
  return rows.map(({ siteId }) => siteId);
}

import { isOutdated } from '../../../db/is-outdated.ts';
import type { Pool } from '../../../db/pool.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { knownDeadlines } from '../../state/deadline.ts';
import type { Batcher } from './batcher.ts';

/**
 * Settles what is due at sites where no batch runs. Sites whose head somebody holds are skipped: whoever holds it
 * settles them; so are those where nothing of a kind known here is due. Below the floor nothing is
 * settled. Returns the sites it went to.
 */
export async function sweepDue(
  pool: Pool,
  batcher: Pick<Batcher, 'runDue' | 'databaseAnswered'>,
  clock: Clock,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ siteId: string }>({
    name: 'due-sites',
    text: `
      select h.site_id as "siteId" from heads h
      where h.site_id in (select site_id from deadlines where due_at <= $1 and kind = any($2::text[]))
        and not ${isOutdated}
      order by h.site_id for update skip locked`,
    values: [clock.now(), knownDeadlines],
  });
  batcher.databaseAnswered();
  for (const { siteId } of rows) await batcher.runDue(siteId);
  return rows.map(({ siteId }) => siteId);
}

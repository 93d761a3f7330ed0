import { eq, ne } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import { heads } from '../tables.ts';
import type { ActTx } from './perform-act.ts';

/**
 * Takes the ministry's head and every site's, for an act that concerns them all, and answers the sites. The ministry's is
 * held before the sites are listed: a site made meanwhile has committed by then or begins after this act.
 */
export async function takeEveryHead(tx: ActTx): Promise<readonly string[]> {
  await tx.db.select({ seq: heads.seq }).from(heads).where(eq(heads.siteId, ministryLogId)).for('update');
  const rows = await tx.db
    .select({ siteId: heads.siteId })
    .from(heads)
    .where(ne(heads.siteId, ministryLogId));
  const siteIds = rows.map(({ siteId }) => siteId);
  await tx.takeHeads([ministryLogId, ...siteIds]);
  return siteIds;
}

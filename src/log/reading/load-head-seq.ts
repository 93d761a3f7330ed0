import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { heads } from '../tables.ts';

/** The seq of the last entry of a log; 0 where it has none, or is not there. One row, by key. */
export async function loadHeadSeq(db: Database, logId: string): Promise<number> {
  const [head] = await db.select({ seq: heads.seq }).from(heads).where(eq(heads.siteId, logId));
  return head?.seq ?? 0;
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { heads } from '../tables.ts';

/** The seq since which the rules of a site are what they are; undefined for a site that is not there. One row, by key. */
export async function loadRulesSeq(db: Database, siteId: string): Promise<number | undefined> {
  const [head] = await db.select({ rulesSeq: heads.rulesSeq }).from(heads).where(eq(heads.siteId, siteId));
  return head?.rulesSeq;
}

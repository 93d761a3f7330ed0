import { and, desc, eq, lte } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { entries } from './tables.ts';

/** The seq of the last entry a log had recorded at a moment; 0 before its first kept one. */
export async function seqAt(db: Database, logId: string, at: Date): Promise<number> {
  const [last] = await db
    .select({ seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.siteId, logId), lte(entries.recordedAt, at)))
    .orderBy(desc(entries.seq))
    .limit(1);
  return last?.seq ?? 0;
}

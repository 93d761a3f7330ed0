import { and, desc, eq, gt, lte, type SQL } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { entries } from '../tables.ts';

const nearMs = 31 * dayMs;

/** The seq of the last entry a log had recorded at a moment; 0 before its first kept one. */
export async function seqAt(db: Database, logId: string, at: Date): Promise<number> {
  const until = lte(entries.recordedAt, at);
  // A log hardly ever rests for a month: of its months one or two are opened (ADR 0058).
  const near = and(gt(entries.recordedAt, new Date(at.getTime() - nearMs)), until);
  return (await lastSeq(db, logId, near)) ?? (await lastSeq(db, logId, until)) ?? 0;
}

async function lastSeq(db: Database, logId: string, when: SQL | undefined): Promise<number | undefined> {
  const [last] = await db
    .select({ seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.siteId, logId), when))
    .orderBy(desc(entries.seq))
    .limit(1);
  return last?.seq;
}

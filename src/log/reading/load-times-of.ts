import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { entries } from '../tables.ts';

/** When entries of a log were recorded, by their seqs; those of months that are gone are not among them. */
export async function loadTimesOf(
  db: Database,
  logId: string,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Date>> {
  if (seqs.length === 0) return new Map();
  const rows = await db
    .select({ seq: entries.seq, at: entries.recordedAt })
    .from(entries)
    .where(and(eq(entries.siteId, logId), inArray(entries.seq, [...new Set(seqs)])));
  return new Map(rows.map(({ seq, at }) => [seq, at]));
}

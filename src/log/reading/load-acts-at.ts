import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { entries } from '../tables.ts';

/** What an entry is of, whose act it is, and when it was recorded. */
export type ActAt = { readonly kind: string; readonly actorId: string; readonly at: Date };

/** The entries of a log at these seqs; those of months that are gone are not among them. */
export async function loadActsAt(
  db: Database,
  logId: string,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ActAt>> {
  if (seqs.length === 0) return new Map();
  const rows = await db
    .select({ seq: entries.seq, kind: entries.kind, actorId: entries.actorId, at: entries.recordedAt })
    .from(entries)
    .where(and(eq(entries.siteId, logId), inArray(entries.seq, [...new Set(seqs)])));
  return new Map(rows.map(({ seq, ...act }) => [seq, act]));
}

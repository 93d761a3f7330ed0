import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../../db/in-transaction.ts';
import type { Database } from '../../../db/pool.ts';
import { itemFindings } from './tables.ts';

export type FindingRow = typeof itemFindings.$inferSelect;

export async function addFindings(
  { db }: Tx,
  rows: readonly (typeof itemFindings.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(itemFindings).values([...rows]);
}

/** A finding, held to the end of the act. */
export async function lockFinding(
  { db }: Tx,
  siteId: string,
  findingId: string,
): Promise<FindingRow | undefined> {
  const [row] = await db
    .select()
    .from(itemFindings)
    .where(and(eq(itemFindings.siteId, siteId), eq(itemFindings.findingId, findingId)))
    .for('update');
  return row;
}

/** Settles a finding; the caller holds its row. */
export async function settleRow(
  { db }: Tx,
  { siteId, findingId }: FindingRow,
  change: Partial<FindingRow>,
): Promise<void> {
  await db
    .update(itemFindings)
    .set(change)
    .where(and(eq(itemFindings.siteId, siteId), eq(itemFindings.findingId, findingId)));
}

/** What nobody has seen to yet, the oldest first. */
export function loadOpenFindings(db: Database, siteId: string): Promise<readonly FindingRow[]> {
  return db
    .select()
    .from(itemFindings)
    .where(and(eq(itemFindings.siteId, siteId), isNull(itemFindings.outcome)))
    .orderBy(asc(itemFindings.findingId));
}

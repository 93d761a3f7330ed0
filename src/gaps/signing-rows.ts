import { desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/in-transaction.ts';
import type { Database } from '../db/pool.ts';
import { gapSignings } from './tables.ts';

export type SigningRow = typeof gapSignings.$inferSelect;

/** What was signed of a site last; undefined = nothing yet. */
export async function findLastSigning(db: Database, siteId: string): Promise<SigningRow | undefined> {
  const [row] = await db
    .select()
    .from(gapSignings)
    .where(eq(gapSignings.siteId, siteId))
    .orderBy(desc(gapSignings.seq))
    .limit(1);
  return row;
}

/** Writes what was signed; the caller holds the head. */
export async function addSigning({ db }: Tx, signing: SigningRow): Promise<void> {
  await db.insert(gapSignings).values(signing);
}

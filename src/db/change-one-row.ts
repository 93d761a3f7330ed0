import type { SQL } from 'drizzle-orm';
import type { VersionedTable } from './change-rows.ts';
import type { Tx } from './in-transaction.ts';

/**
 * Changes one row from `seq` of its log on; `which` finds it as it is in force. It stays the same row for life, so that who waits for its
 * lock gets it; what it was is kept as a copy that ends at `seq`.
 */
export async function changeOneRow<Table extends VersionedTable>(
  { db }: Pick<Tx, 'db'>,
  table: Table,
  which: SQL | undefined,
  current: Table['$inferSelect'],
  change: Partial<Table['$inferSelect']>,
  seq: number,
): Promise<void> {
  const versioned: VersionedTable = table;
  // Sent together, one after the other: doors wait while the head is held.
  await Promise.all([
    db
      .update(versioned)
      .set({ ...change, fromSeq: seq })
      .where(which),
    db.insert(versioned).values({ ...current, untilSeq: seq }),
  ]);
}

import { and, isNull, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './in-transaction.ts';
import { insertMany, manyRows } from './insert-many.ts';

/** A table whose rows hold from a seq of their log on, and until another (`versions`). */
export type VersionedTable = PgTable & { readonly fromSeq: AnyPgColumn; readonly untilSeq: AnyPgColumn };

/**
 * Changes rows in the same way from `seq` of their log on; `which` finds those of `current` among all. Each stays the same row for
 * life, so that who waits for its lock gets it; what it was is kept as a copy that ends at `seq`.
 */
export async function changeRows<Table extends VersionedTable>(
  { db, client }: Tx,
  table: Table,
  which: readonly [SQL, ...SQL[]],
  current: readonly Table['$inferSelect'][],
  change: Partial<Table['$inferSelect']>,
  seq: number,
): Promise<void> {
  if (current.length === 0) return;
  const versioned: VersionedTable = table;
  const before = manyRows(
    versioned,
    current.map((row) => ({ ...row, untilSeq: seq })),
  );
  await db
    .update(versioned)
    .set({ ...change, fromSeq: seq })
    .where(and(...which, isNull(versioned.untilSeq)));
  await insertMany(client, before, {});
}

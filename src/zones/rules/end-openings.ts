import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { openings } from './tables.ts';

/** Ends all that a permit opens from `seq` on, whatever its date (I5). The caller holds the head. */
export async function endOpenings(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  permitId: string,
  seq: number,
): Promise<void> {
  await db
    .update(openings)
    .set({ untilSeq: seq })
    .where(and(eq(openings.siteId, siteId), eq(openings.openingId, permitId), isNull(openings.untilSeq)));
}

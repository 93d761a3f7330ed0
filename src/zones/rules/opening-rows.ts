import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Opening } from '../regulation/layers.ts';
import { openings } from './tables.ts';

/** Opens rows in zones from `seq` of the site's log on. The caller holds the head, and its entry says that the rules changed. */
export async function addOpenings(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  opened: readonly Opening[],
  seq: number,
): Promise<void> {
  await db.insert(openings).values(
    opened.map(({ id, kind, zone, row, words, from, until }) => ({
      siteId,
      openingId: id,
      fromSeq: seq,
      untilSeq: null,
      kind,
      zoneId: zone,
      row,
      basis: words,
      validFrom: from,
      validUntil: until,
    })),
  );
}

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

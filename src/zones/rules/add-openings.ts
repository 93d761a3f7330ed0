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

import { and, eq, gte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { entries } from '../../log/tables.ts';

/** When the granted read of this entry was made, if it is one of this person that was recorded `since` then. */
export async function findExitRead(
  db: Database,
  siteId: string,
  seq: number,
  personId: string,
  since: Date,
): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: entries.at })
    .from(entries)
    .where(
      and(
        eq(entries.siteId, siteId),
        eq(entries.seq, seq),
        gte(entries.recordedAt, since),
        eq(entries.kind, 'card-read'),
        eq(entries.personId, personId),
        eq(entries.verdict, 'grant'),
      ),
    );
  return row?.at;
}

import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { entries } from '../../log/tables.ts';

/** When the granted read of this entry was made, if it is one of this person. */
export async function findExitRead(
  db: Database,
  siteId: string,
  seq: number,
  personId: string,
): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: entries.at })
    .from(entries)
    .where(
      and(
        eq(entries.siteId, siteId),
        eq(entries.seq, seq),
        eq(entries.kind, 'card-read'),
        eq(entries.personId, personId),
        eq(entries.verdict, 'grant'),
      ),
    );
  return row?.at;
}

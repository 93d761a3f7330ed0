import { and, desc, eq, lt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { moves } from '../../log/tables.ts';

/** Where the log had a person before an entry; undefined = nowhere, zone null = nobody knew. */
export async function findPlaceBefore(
  db: Database,
  siteId: string,
  personId: string,
  seq: number,
): Promise<{ readonly zone: string | null } | undefined> {
  const [move] = await db
    .select({ zone: moves.zoneId })
    .from(moves)
    .where(and(eq(moves.siteId, siteId), eq(moves.personId, personId), lt(moves.seq, seq)))
    .orderBy(desc(moves.seq), desc(moves.ordinal))
    .limit(1);
  return move;
}

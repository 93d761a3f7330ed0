import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { moves } from '../../log/tables.ts';
import { presence } from '../state/tables.ts';

/**
 * Where the log had a person before the entry that put them where they are now, zone null = nobody knew; undefined = something has moved
 * them since, or a door was opened to them. The caller holds the head.
 */
export async function findPlaceBefore(
  db: Database,
  siteId: string,
  personId: string,
  seq: number,
): Promise<{ readonly zone: string | null } | undefined> {
  const [still] = await db
    .select({ seq: presence.sinceSeq })
    .from(presence)
    .where(
      and(
        eq(presence.siteId, siteId),
        eq(presence.personId, personId),
        eq(presence.sinceSeq, seq),
        isNull(presence.pendingDoor),
      ),
    );
  if (still === undefined) return undefined;
  const [, before] = await db
    .select({ zone: moves.zoneId })
    .from(moves)
    .where(and(eq(moves.siteId, siteId), eq(moves.personId, personId), lte(moves.seq, seq)))
    .orderBy(desc(moves.seq), desc(moves.ordinal))
    .limit(2);
  return { zone: before?.zone ?? null };
}

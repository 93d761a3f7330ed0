import { and, desc, eq, isNull, lt, lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { moves } from '../../log/tables.ts';
import { presence } from '../state/tables.ts';

/** A person whom the entry `from` put somewhere, and until which entry that is asked of them; undefined = until now. */
export type Placing = {
  readonly person: string;
  readonly from: number;
  readonly until: number | undefined;
};

/** What is told afterwards is no move from where somebody is. */
const newestFirst = [desc(moves.happenedAt), desc(moves.seq), desc(moves.ordinal)];

/**
 * Where the log had a person before the entry that put them where they are now, zone null = nobody knew; undefined = something has moved
 * them since, or a door was opened to them. Who was known under other names in between is asked of under each of them, the first name last.
 * The caller holds the head.
 */
export async function findPlaceBefore(
  db: Database,
  siteId: string,
  placings: readonly Placing[],
): Promise<{ readonly zone: string | null } | undefined> {
  for (const placing of placings) {
    const { person, from, until } = placing;
    const since =
      until === undefined ? await isSince(db, siteId, person) : await wasSince(db, siteId, person, until);
    if (since !== from) return undefined;
  }
  const first = placings.at(-1);
  if (first === undefined) return undefined;
  const [, before] = await db
    .select({ zone: moves.zoneId })
    .from(moves)
    .where(and(eq(moves.siteId, siteId), eq(moves.personId, first.person), lte(moves.seq, first.from)))
    .orderBy(...newestFirst)
    .limit(2);
  return { zone: before?.zone ?? null };
}

/** The entry that put a person where they are; undefined = none did, or a door was opened to them. */
async function isSince(db: Database, siteId: string, personId: string): Promise<number | undefined> {
  const [still] = await db
    .select({ seq: presence.sinceSeq })
    .from(presence)
    .where(and(eq(presence.siteId, siteId), eq(presence.personId, personId), isNull(presence.pendingDoor)));
  return still?.seq ?? undefined;
}

/** The entry that put a person where they were before the entry `until`; undefined = none did. */
async function wasSince(
  db: Database,
  siteId: string,
  personId: string,
  until: number,
): Promise<number | undefined> {
  const [last] = await db
    .select({ seq: moves.seq })
    .from(moves)
    .where(and(eq(moves.siteId, siteId), eq(moves.personId, personId), lt(moves.seq, until)))
    .orderBy(...newestFirst)
    .limit(1);
  return last?.seq;
}

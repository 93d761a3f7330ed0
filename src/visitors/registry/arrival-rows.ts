import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { arrivalStatesHere } from './arrival-lifecycle.ts';
import { arrivals } from './tables.ts';

export type ArrivalRow = typeof arrivals.$inferSelect;

/** The 来庁 of these members on a day, in the order of their ids. */
export function loadArrivals(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
  day: string,
): Promise<readonly ArrivalRow[]> {
  return db
    .select()
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        inArray(arrivals.memberId, [...memberIds]),
        eq(arrivals.day, day),
        isNull(arrivals.untilSeq),
      ),
    )
    .orderBy(asc(arrivals.memberId));
}

/** The 来庁 of these visits' members who are in the building, or out of it for a while. */
export function loadArrivalsHere(
  db: Database,
  siteId: string,
  visitIds: readonly string[],
): Promise<readonly ArrivalRow[]> {
  return db
    .select()
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        inArray(arrivals.visitId, [...visitIds]),
        inArray(arrivals.state, [...arrivalStatesHere]),
        isNull(arrivals.untilSeq),
      ),
    )
    .orderBy(asc(arrivals.memberId));
}

/** The visits somebody of whom is in the building, or out of it for a while. */
export async function loadVisitsHere(db: Database, siteId: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ visitId: arrivals.visitId })
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        inArray(arrivals.state, [...arrivalStatesHere]),
        isNull(arrivals.untilSeq),
      ),
    );
  return rows.map(({ visitId }) => visitId);
}

/** Every version of the 来庁 of these members on a day, the newest first. */
export function loadArrivalVersions(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
  day: string,
): Promise<readonly ArrivalRow[]> {
  return db
    .select()
    .from(arrivals)
    .where(
      and(eq(arrivals.siteId, siteId), inArray(arrivals.memberId, [...memberIds]), eq(arrivals.day, day)),
    )
    .orderBy(desc(arrivals.fromSeq));
}

/** 来庁 as they are to be from `seq` of their site's log on, whatever they were; the caller holds that site's head. */
export async function saveArrivals(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  next: readonly ArrivalRow[],
  seq: number,
): Promise<void> {
  const [first] = next;
  if (first === undefined) return;
  await db
    .update(arrivals)
    .set({ untilSeq: seq })
    .where(
      and(
        eq(arrivals.siteId, siteId),
        inArray(
          arrivals.memberId,
          next.map(({ memberId }) => memberId),
        ),
        eq(arrivals.day, first.day),
        isNull(arrivals.untilSeq),
      ),
    );
  await db.insert(arrivals).values(next.map((row) => ({ ...row, fromSeq: seq, untilSeq: null })));
}

/** Every 来庁 of some visits, by day and member. */
export function loadArrivalsOf(
  db: Database,
  siteId: string,
  visitIds: readonly string[],
): Promise<readonly ArrivalRow[]> {
  return db
    .select()
    .from(arrivals)
    .where(
      and(eq(arrivals.siteId, siteId), inArray(arrivals.visitId, [...visitIds]), isNull(arrivals.untilSeq)),
    )
    .orderBy(asc(arrivals.day), asc(arrivals.memberId));
}

/** One arrival and what is to be other of it. */
export type ArrivalChange = {
  readonly current: ArrivalRow;
  readonly change: Partial<Pick<ArrivalRow, 'state' | 'startsAt' | 'endsAt'>>;
};

/**
 * Changes 来庁 from `seq` of their site's log on, a statement for each day and change, however many members; the caller holds that
 * site's head.
 */
export async function changeArrivals(
  { db, client }: Tx,
  siteId: string,
  changes: readonly ArrivalChange[],
  seq: number,
): Promise<void> {
  if (changes.length === 0) return;
  const alike = groupBy(changes, ({ current: { day }, change }) => JSON.stringify([day, change]));
  for (const group of alike.values()) {
    const [first] = group;
    if (first === undefined) continue;
    await db
      .update(arrivals)
      .set({ ...first.change, fromSeq: seq })
      .where(
        and(
          eq(arrivals.siteId, siteId),
          inArray(
            arrivals.memberId,
            group.map(({ current }) => current.memberId),
          ),
          eq(arrivals.day, first.current.day),
          isNull(arrivals.untilSeq),
        ),
      );
  }
  const before = changes.map(({ current: { siteId: _, ...row } }) => ({ ...row, untilSeq: seq }));
  await insertMany(client, manyRows(arrivals, before), { siteId });
}

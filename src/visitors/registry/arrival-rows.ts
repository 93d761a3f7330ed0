import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
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

/** The 来庁 of a visit's members who are in the building, or out of it for a while. */
export function loadArrivalsHere(
  db: Database,
  siteId: string,
  visitId: string,
): Promise<readonly ArrivalRow[]> {
  return db
    .select()
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        eq(arrivals.visitId, visitId),
        inArray(arrivals.state, [...arrivalStatesHere]),
        isNull(arrivals.untilSeq),
      ),
    )
    .orderBy(asc(arrivals.memberId));
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

/** Changes a 来庁 from `seq` of its site's log on; the caller holds that site's head. */
export async function saveArrival(
  { db }: Tx,
  current: ArrivalRow,
  change: Partial<ArrivalRow>,
  seq: number,
): Promise<void> {
  const { siteId, memberId, day } = current;
  await Promise.all([
    db
      .update(arrivals)
      .set({ ...change, fromSeq: seq })
      .where(
        and(
          eq(arrivals.siteId, siteId),
          eq(arrivals.memberId, memberId),
          eq(arrivals.day, day),
          isNull(arrivals.untilSeq),
        ),
      ),
    db.insert(arrivals).values({ ...current, untilSeq: seq }),
  ]);
}

import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { changeRows } from '../../db/change-rows.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { destinations, members, visitorIdentities, visits } from './tables.ts';

export type VisitRow = typeof visits.$inferSelect;
export type DestinationRow = typeof destinations.$inferSelect;
export type MemberRow = typeof members.$inferSelect;
export type IdentityRow = typeof visitorIdentities.$inferSelect;

/** A visit as it is now, with all that belongs to it; members that were taken off the list are not among them. */
export type WholeVisit = {
  readonly visit: VisitRow;
  readonly destinations: readonly DestinationRow[];
  readonly members: readonly (MemberRow & { readonly identity: IdentityRow | undefined })[];
};

/** Locks the current row of a visit: every act on a visit does so before it takes the site's head. */
export async function lockVisit({ db }: Tx, siteId: string, visitId: string): Promise<VisitRow | undefined> {
  const [row] = await db
    .select()
    .from(visits)
    .where(and(eq(visits.siteId, siteId), eq(visits.visitId, visitId), isNull(visits.untilSeq)))
    .for('no key update');
  return row;
}

/** Reads visits with destinations, members and names, in the order of their ids; what is not there is left out. */
export async function loadVisits(
  db: Database,
  siteId: string,
  visitIds: readonly string[],
): Promise<readonly WholeVisit[]> {
  if (visitIds.length === 0) return [];
  const ids = [...visitIds];
  const [rows, places, listed, identities] = await Promise.all([
    db
      .select()
      .from(visits)
      .where(and(eq(visits.siteId, siteId), inArray(visits.visitId, ids), isNull(visits.untilSeq)))
      .orderBy(asc(visits.visitId)),
    db
      .select()
      .from(destinations)
      .where(
        and(
          eq(destinations.siteId, siteId),
          inArray(destinations.visitId, ids),
          isNull(destinations.untilSeq),
        ),
      )
      .orderBy(asc(destinations.destinationId)),
    db
      .select()
      .from(members)
      .where(
        and(
          eq(members.siteId, siteId),
          inArray(members.visitId, ids),
          isNull(members.untilSeq),
          eq(members.listed, true),
        ),
      )
      .orderBy(asc(members.memberId)),
    db
      .select()
      .from(visitorIdentities)
      .where(and(eq(visitorIdentities.siteId, siteId), inArray(visitorIdentities.visitId, ids))),
  ]);
  const placesOf = groupBy(places, ({ visitId }) => visitId);
  const listedOf = groupBy(listed, ({ visitId }) => visitId);
  const identityOf = new Map(identities.map((one) => [one.memberId, one]));
  return rows.map((visit) => ({
    visit,
    destinations: placesOf.get(visit.visitId) ?? [],
    members: (listedOf.get(visit.visitId) ?? []).map((member) => ({
      ...member,
      identity: identityOf.get(member.memberId),
    })),
  }));
}

/** The current row of a destination, of whatever visit. */
export async function findDestination(
  db: Database,
  siteId: string,
  destinationId: string,
): Promise<DestinationRow | undefined> {
  const [row] = await db
    .select()
    .from(destinations)
    .where(
      and(
        eq(destinations.siteId, siteId),
        eq(destinations.destinationId, destinationId),
        isNull(destinations.untilSeq),
      ),
    );
  return row;
}

/** Changes a visit from `seq` of its site's log on; the caller holds that site's head and the row's lock. */
export function saveVisit(tx: Tx, current: VisitRow, change: Partial<VisitRow>, seq: number): Promise<void> {
  const { siteId, visitId } = current;
  const same = [eq(visits.siteId, siteId), eq(visits.visitId, visitId)] as const;
  return changeRows(tx, visits, same, [current], change, seq);
}

/** Changes destinations of a site's visits in the same way. */
export function saveDestinations(
  tx: Tx,
  siteId: string,
  current: readonly DestinationRow[],
  change: Partial<DestinationRow>,
  seq: number,
): Promise<void> {
  const ids = current.map(({ destinationId }) => destinationId);
  const same = [eq(destinations.siteId, siteId), inArray(destinations.destinationId, ids)] as const;
  return changeRows(tx, destinations, same, current, change, seq);
}

/** Ends destinations that a visit has no more; what they were stays. */
export async function endDestinations(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  current: readonly DestinationRow[],
  seq: number,
): Promise<void> {
  if (current.length === 0) return;
  const ids = current.map(({ destinationId }) => destinationId);
  await db
    .update(destinations)
    .set({ untilSeq: seq })
    .where(
      and(
        eq(destinations.siteId, siteId),
        inArray(destinations.destinationId, ids),
        isNull(destinations.untilSeq),
      ),
    );
}

/** Changes members of a site's visits in the same way. */
export function saveMembers(
  tx: Tx,
  siteId: string,
  current: readonly MemberRow[],
  change: Partial<MemberRow>,
  seq: number,
): Promise<void> {
  const ids = current.map(({ memberId }) => memberId);
  const same = [eq(members.siteId, siteId), inArray(members.memberId, ids)] as const;
  return changeRows(tx, members, same, current, change, seq);
}

/** Puts right who a member is; personal, so what it was is kept only in the entry that says so. */
export async function saveIdentity({ db }: Pick<Tx, 'db'>, identity: IdentityRow): Promise<void> {
  const { siteId, memberId } = identity;
  await db
    .update(visitorIdentities)
    .set(identity)
    .where(and(eq(visitorIdentities.siteId, siteId), eq(visitorIdentities.memberId, memberId)));
}

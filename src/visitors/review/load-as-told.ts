import { and, asc, eq, gt, isNull, lte, min, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import { destinations, members, visits } from '../registry/tables.ts';
import type { DestinationRow, VisitRow } from '../registry/visit-rows.ts';
import type { DestinationNamed } from './begin-review-act.ts';

/** What whoever gave a review by telephone could know of a destination. */
export type AsTold = Pick<VisitRow, 'purpose' | 'days'> &
  Pick<DestinationRow, 'hostId' | 'zoneIds'> & {
    /** Who was bound there. */
    readonly memberIds: readonly string[];
    /** A 審査 of it was taken back since. */
    readonly isTakenBack: boolean;
  };

/**
 * A destination as it stood at the moment of a call; as it was planned, where the desk wrote the visit down after the call. undefined =
 * a change added it later.
 */
export async function loadAsTold(
  db: Database,
  siteId: string,
  { visitId, destinationId }: DestinationNamed,
  calledAt: Date,
): Promise<AsTold | undefined> {
  const ofVisit = and(eq(visits.siteId, siteId), eq(visits.visitId, visitId));
  const [planned] = await db
    .select({ seq: min(visits.fromSeq) })
    .from(visits)
    .where(ofVisit);
  const seq = Math.max(await seqAt(db, siteId, calledAt), planned?.seq ?? 0);
  const [visit] = await db
    .select({ purpose: visits.purpose, days: visits.days })
    .from(visits)
    .where(and(ofVisit, lte(visits.fromSeq, seq), isNotOver(visits, seq)));
  const since = await db
    .select()
    .from(destinations)
    .where(
      and(
        eq(destinations.siteId, siteId),
        eq(destinations.destinationId, destinationId),
        isNotOver(destinations, seq),
      ),
    )
    .orderBy(asc(destinations.fromSeq));
  const [destination] = since;
  if (visit === undefined || destination === undefined || destination.fromSeq > seq) return undefined;
  const listed = await db
    .select({ memberId: members.memberId })
    .from(members)
    .where(
      and(
        eq(members.siteId, siteId),
        eq(members.visitId, visitId),
        eq(members.listed, true),
        lte(members.fromSeq, seq),
        isNotOver(members, seq),
      ),
    );
  return {
    ...visit,
    hostId: destination.hostId,
    zoneIds: destination.zoneIds,
    memberIds: listed.map(({ memberId }) => memberId).filter((id) => isBoundFor(destination, id)),
    isTakenBack: since.some(({ review }, index) => review === null && since[index - 1]?.review != null),
  };
}

type Versioned = typeof visits | typeof destinations | typeof members;

/** Versions that stood at an entry, and later ones. */
function isNotOver({ untilSeq }: Versioned, seq: number) {
  return or(isNull(untilSeq), gt(untilSeq, seq));
}

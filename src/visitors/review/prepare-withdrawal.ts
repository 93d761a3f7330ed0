import { and, asc, eq, exists, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { PrepareWithdrawal } from '../../people/rights/withdrawal.ts';
import { sites } from '../../zones/sites/tables.ts';
import { renewAdmissionsOfVisits } from '../admission/renew-admissions.ts';
import { arrivalStatesHere } from '../registry/arrival-lifecycle.ts';
import { unreviewed } from '../registry/host-review.ts';
import { arrivals, destinations } from '../registry/tables.ts';
import { type DestinationRow, lockVisit, saveDestinations } from '../registry/visit-rows.ts';
import { deputies } from './tables.ts';

/**
 * Takes back every 審査 of hosts who were stopped, and those that they gave as a deputy, of visits that are not over: until it is
 * reviewed anew nobody enters by one (`host-review-missing`). What was reviewed for days that are past stands.
 */
export const prepareWithdrawal: PrepareWithdrawal = async (tx, personIds) => {
  const candidates = await loadReviewed(tx.db, personIds);
  const visitsOf = new Map(
    candidates.map(({ siteId, visitId }) => [`${siteId} ${visitId}`, { siteId, visitId }]),
  );
  for (const { siteId, visitId } of visitsOf.values()) await lockVisit(tx, siteId, visitId);
  // Read again: they stand as they are once their visits are locked.
  const found = await loadReviewed(tx.db, personIds);
  return {
    reviews: found.map(({ siteId, visitId, destinationId }) => ({
      site: siteId,
      visit: visitId,
      destination: destinationId,
    })),
    async save(act, seqAt) {
      for (const [siteId, reviewed] of groupBy(found, (one) => one.siteId)) {
        const seq = seqAt(siteId);
        await saveDestinations(act, siteId, reviewed, unreviewed, seq);
        const visitIds = new Set(reviewed.map(({ visitId }) => visitId));
        await renewAdmissionsOfVisits(act, siteId, [...visitIds], seq);
      }
    },
  };
};

/** Destinations whose review is one of the persons' or of which one of them is the host, in the order in which visits are locked. */
async function loadReviewed(db: Database, personIds: readonly string[]): Promise<readonly DestinationRow[]> {
  const everywhere = db.select({ id: sites.siteId }).from(sites);
  const deputised = await db
    .selectDistinct({ hostId: deputies.hostId })
    .from(deputies)
    .where(and(inArray(deputies.siteId, everywhere), inArray(deputies.personId, [...personIds])));
  const { siteId, visitId, destinationId, hostId, review, untilSeq } = destinations;
  return db
    .select()
    .from(destinations)
    .where(
      and(
        inArray(siteId, everywhere),
        inArray(hostId, [...personIds, ...deputised.map((one) => one.hostId)]),
        isNull(untilSeq),
        isNotNull(review),
        or(
          inArray(hostId, [...personIds]),
          sql`${review} ->> 'by' = any(${sql.param([...personIds])}::text[])`,
        ),
        exists(awaited(db)),
      ),
    )
    .orderBy(asc(siteId), asc(visitId), asc(destinationId));
}

/** A 来庁 of the destination's visit that is to come or goes on. */
function awaited(db: Database) {
  return db
    .select({ one: sql`1` })
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, destinations.siteId),
        eq(arrivals.visitId, destinations.visitId),
        isNull(arrivals.untilSeq),
        inArray(arrivals.state, ['announced', ...arrivalStatesHere]),
      ),
    );
}

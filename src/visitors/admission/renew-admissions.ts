import { groupBy } from '../../kernel/group-by.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import { loadAccreditedUntil } from '../accreditation/load-accredited-until.ts';
import { type Admission, type AdmissionRow, admit, loadAdmissions } from '../registry/admission-rows.ts';
import { disarmSecondContacts } from '../registry/arm-second-contact.ts';
import { loadArrivalsHere, loadVisitsHere } from '../registry/arrival-rows.ts';
import { isAwaited } from '../registry/is-awaited.ts';
import { loadVisits } from '../registry/visit-rows.ts';
import { admissionOf } from './admission-of.ts';
import { armVisitorHours } from './arm-visitor-hours.ts';

/**
 * Brings what the door reads of a visit's members to what is written of the visit, from `seq` of the site's log on. Whatever
 * act changes a visit, its destinations, members or 来庁 calls it last, having written those, under the site's head. Whoever
 * is here no more can enter nowhere; what was known of them stays, to say why. So is the time until which they may be here.
 * Where nobody waits for a host any more the desk calls none again.
 */
export function renewAdmissions(tx: ActTx, siteId: string, visitId: string, seq: number): Promise<void> {
  return renewAdmissionsOfVisits(tx, siteId, [visitId], seq);
}

/**
 * Brings what the door reads of everybody who is here to a plan that has changed: its desks, zones, classes and settings. The act that
 * stores the plan calls it under the site's head, having written it; whoever acts on a visit meanwhile waits for the head and
 * renews by the new plan.
 */
export async function renewAdmissionsOfSite(tx: ActTx, siteId: string, seq: number): Promise<void> {
  await renewAdmissionsOfVisits(tx, siteId, await loadVisitsHere(tx.db, siteId), seq);
}

/** The same for several visits: the plan is read once, and the rows are written together. */
export async function renewAdmissionsOfVisits(
  tx: ActTx,
  siteId: string,
  visitIds: readonly string[],
  seq: number,
): Promise<void> {
  if (visitIds.length === 0) return;
  const { db, now: at } = tx;
  const [visits, { plan }, arrivals, before] = await Promise.all([
    loadVisits(db, siteId, visitIds),
    loadPlan(tx.client, siteId),
    loadArrivalsHere(db, siteId, visitIds),
    loadAdmissions(db, siteId, visitIds),
  ]);
  if (plan === undefined) return;
  const [unitOf, accreditedUntil] = await Promise.all([
    loadUnitsOf(
      db,
      visits.flatMap(({ destinations }) => destinations.map(({ hostId }) => hostId)),
    ),
    loadAccreditedUntil(
      db,
      siteId,
      arrivals.map(({ memberId }) => memberId),
    ),
  ]);
  const hereOf = groupBy(arrivals, ({ visitId }) => visitId);
  const admitted = visits.flatMap(({ visit, destinations, members }) => {
    const listed = new Set(members.map(({ memberId }) => memberId));
    return (hereOf.get(visit.visitId) ?? []).map((arrival) =>
      admissionOf({
        visit,
        destinations,
        arrival,
        listed: listed.has(arrival.memberId),
        plan,
        unitOf,
        at,
        accreditedUntil: accreditedUntil.get(arrival.memberId),
      }),
    );
  });
  const readOf = new Map(before.map((row) => [row.memberId, row]));
  const other = admitted.filter((one) => !isRead(readOf.get(one.memberId), one));
  const here = new Set(admitted.map(({ memberId }) => memberId));
  const gone = before
    .filter(({ memberId, open }) => open && !here.has(memberId))
    .map((row) => ({ ...row, open: false }));
  const awaited = visits.flatMap(({ visit: { visitId, state }, destinations }) =>
    state === 'planned' ? destinations.filter((one) => isAwaited(one, hereOf.get(visitId) ?? [])) : [],
  );
  await disarmSecondContacts(tx, siteId, visitIds, awaited);
  await admit(tx, siteId, [...other, ...gone], seq);
  const known = new Set([...before, ...arrivals].map(({ memberId }) => memberId));
  await armVisitorHours(tx.client, siteId, plan, [...known], arrivals, at);
}

function isRead(row: AdmissionRow | undefined, admission: Admission): boolean {
  if (row === undefined) return false;
  const { siteId, fromSeq, untilSeq, ...read } = row;
  return sameValue(told(read), told(admission));
}

function told({ endsAt, ...rest }: Admission) {
  return { ...rest, endsAt: endsAt.getTime() };
}

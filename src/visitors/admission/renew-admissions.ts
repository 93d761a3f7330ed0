import type { ActTx } from '../../log/perform-act.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import { type Admission, type AdmissionRow, admit, loadAdmissions } from '../registry/admission-rows.ts';
import { loadArrivalsHere } from '../registry/arrival-rows.ts';
import { loadVisits } from '../registry/visit-rows.ts';
import { admissionOf } from './admission-of.ts';

/**
 * Brings what the door reads of a visit's members to what is written of the visit, from `seq` of the site's log on. Whatever
 * act changes a visit, its destinations, members or 来庁 calls it last, having written those, under the site's head. Whoever
 * is here no more can enter nowhere; what was known of them stays, to say why.
 */
export async function renewAdmissions(
  tx: ActTx,
  siteId: string,
  visitId: string,
  seq: number,
): Promise<void> {
  const { db, now: at } = tx;
  const [[whole], { plan }, here, before] = await Promise.all([
    loadVisits(db, siteId, [visitId]),
    loadPlan(tx.client, siteId),
    loadArrivalsHere(db, siteId, visitId),
    loadAdmissions(db, siteId, visitId),
  ]);
  if (whole === undefined || plan === undefined) return;
  const { visit, destinations } = whole;
  const unitOf = await loadUnitsOf(
    db,
    destinations.map(({ hostId }) => hostId),
  );
  const listed = new Set(whole.members.map(({ memberId }) => memberId));
  const admitted = here.map((arrival) =>
    admissionOf({ visit, destinations, arrival, listed: listed.has(arrival.memberId), plan, unitOf, at }),
  );
  const gone = before
    .filter(({ memberId, open }) => open && !here.some((arrival) => arrival.memberId === memberId))
    .map((row) => ({ ...row, open: false }));
  await admit(tx, siteId, [...admitted.filter((one) => !isAmong(before, one)), ...gone], seq);
}

function isAmong(rows: readonly AdmissionRow[], admission: Admission): boolean {
  return rows.some(({ siteId, fromSeq, untilSeq, ...row }) => sameValue(told(row), told(admission)));
}

function told({ endsAt, ...rest }: Admission) {
  return { ...rest, endsAt: endsAt.getTime() };
}

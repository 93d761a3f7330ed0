import type { ActTx } from '../../log/writing/perform-act.ts';
import { admissionOf } from '../../visitors/admission/admission-of.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import type { Circumstances } from '../../zones/regulation/circumstances.ts';
import { isDuring } from '../../zones/rules/is-during.ts';
import type { DeskAct } from './begin-desk-act.ts';
import { deskDuties } from './desk-duties.ts';
import type { CheckInFacts } from './judge-check-in.ts';

/** What is known of the visit and the rules, at which moment. */
export type CheckInGround = Pick<DeskAct, 'whole' | 'plan' | 'layers' | 'exceptions'> & {
  readonly tx: Pick<ActTx, 'now'>;
};

/** What the rows ask of a member who is here, or would be, in this way. Whoever was announced has an appointment (`appointment`). */
export function checkInFacts(
  { tx, whole, plan, layers, exceptions }: CheckInGround,
  arrival: ArrivalRow,
): CheckInFacts {
  const { visit, destinations, members } = whole;
  const bound = destinations.filter((one) => isBoundFor(one, arrival.memberId));
  const zoneIds = new Set(bound.flatMap((one) => [...one.zoneIds, ...one.wayZoneIds]));
  const circumstances: Circumstances = {
    person: 'visitor',
    purpose: visit.purpose,
    conditions: visit.walkIn ? [] : ['appointment'],
    isDuring: (times) => isDuring(times, plan, tx.now),
  };
  const { identityZoneIds, reviewedZoneIds } = admissionOf({
    visit,
    destinations,
    arrival,
    listed: true,
    plan,
    unitOf: new Map(),
    at: tx.now,
  });
  const zones = plan.zones.filter(({ id }) => zoneIds.has(id));
  return {
    zones: deskDuties(zones, tx.now, circumstances, layers, exceptions.get(arrival.memberId) ?? []),
    identified: arrival.identity !== null,
    identityZoneIds,
    reviewedZoneIds,
    named: members.some(({ memberId, identity }) => memberId === arrival.memberId && identity?.name != null),
    hasZones: bound.some((one) => one.zoneIds.length > 0),
    worn: arrival.pass !== null || arrival.insteadOfPass !== null,
    inspected: arrival.inspection !== null,
  };
}

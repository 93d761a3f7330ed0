import { keptAs } from '../../zones/plan/kept-as.ts';
import type { RaisedZone } from '../../zones/plan-change/raised-zones.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { type PermitState, permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { Consent } from '../rule/consent.ts';

/** What of a permit hangs on the class of its zones. */
export type RaisablePermit = {
  readonly kind: PermitKind;
  readonly state: PermitState;
  readonly zoneIds: readonly string[];
  readonly consents: readonly Consent[];
};

const inForce: readonly PermitState[] = permitStatesInForce;

/**
 * The zones for which a change of the plan takes back what a permit in force leaves aside: from the change on an exception needs two there
 * and one person gave it (ADR 0016), or the zone is put anew, and what was left aside was another's. Pure.
 */
export function judgeReopened(
  { kind, state, zoneIds, consents }: RaisablePermit,
  raised: readonly RaisedZone[],
): readonly string[] {
  const opens = leavesAside(kind);
  if (opens === undefined || !inForce.includes(state)) return [];
  const lacksSecond = opens === 'exception' && !isByTwo(consents);
  return raised
    .filter(({ id }) => zoneIds.includes(id))
    .filter((zone) => zone.was === undefined || (lacksSecond && keptAs(zone) >= 3))
    .map(({ id }) => id);
}

/** Whether two persons decided it, each for themselves: a deputy and whom they stand in for are not two, nor is whoever looked afterwards a second. */
function isByTwo(consents: readonly Consent[]): boolean {
  const own = consents.filter(({ form, afterwards }) => form === undefined && afterwards === undefined);
  return new Set(own.map(({ by }) => by)).size >= 2;
}

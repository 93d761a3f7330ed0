import { keptAs } from '../../zones/plan/kept-as.ts';
import type { RaisedZone } from '../../zones/plan-change/raised-zones.ts';
import type { Approval } from './application.ts';
import { permissionStateAfter } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';

/** What becomes of a permission when zones of it are raised or put anew. */
export type Reopened = {
  /** The zones it needs consent to again. */
  readonly zones: readonly string[];
  readonly change: Pick<PermissionRow, 'state' | 'zoneIds' | 'approvals' | 'reviewBy'>;
  /** For a permission that keeps other zones: an application for all of them, with the consents that still hold. */
  readonly application?: Pick<PermissionRow, 'approvals'>;
};

/**
 * Whoever consented to a zone of a lower class, or to another that bore its id, did not consent to this one. A permission in
 * force loses those zones and keeps the others, and is applied for again as it was; one that has no other is reopened itself.
 * An application loses the consents. undefined = nothing given is too little.
 */
export function judgeReopening(
  permission: Pick<PermissionRow, 'state' | 'zoneIds' | 'approvals' | 'reviewBy'>,
  raised: ReadonlyMap<string, RaisedZone>,
): Reopened | undefined {
  const { state, zoneIds, approvals, reviewBy } = permission;
  const zones = zoneIds.filter((id) => {
    const zone = raised.get(id);
    return (
      zone !== undefined &&
      isTooLittle(
        approvals.filter((one) => one.zone === id),
        zone,
        state,
      )
    );
  });
  if (zones.length === 0) return undefined;
  const lost = new Set<string | null>(zones);
  const kept = approvals.filter(({ zone }) => !lost.has(zone));
  const rest = zoneIds.filter((id) => !lost.has(id));
  const reopened = permissionStateAfter(state, 'reopen');
  if (reopened === undefined) return undefined;
  if (state === 'requested' || rest.length === 0) {
    return { zones, change: { state: reopened, zoneIds, approvals: kept, reviewBy: null } };
  }
  return {
    zones,
    change: { state, zoneIds: rest, approvals: kept, reviewBy },
    application: { approvals: kept },
  };
}

/** A permission in force without any consent that is written down was given for what the zone was. */
function isTooLittle(given: readonly Approval[], zone: RaisedZone, state: PermissionRow['state']): boolean {
  const inForce = state !== 'requested';
  return (inForce && given.length === 0) || given.some((one) => isForLess(one, zone));
}

function isForLess({ class: consented }: Approval, { was, ...zone }: RaisedZone): boolean {
  if (was === undefined) return true;
  return keptAs({ class: consented === undefined ? was : consented }) < keptAs(zone);
}

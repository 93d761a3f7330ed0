import { instantText } from '../../api/schemas.ts';
import type { PermissionRow } from './permission-rows.ts';
import { shownPermissionState } from './shown-permission-state.ts';

/** A permission as it stands and is shown today. */
export function permissionBody(row: PermissionRow, now: Date) {
  return { ...versionBody(row), state: shownPermissionState(row, now) };
}

/** A version as it was, whatever day it is. */
export function versionBody(row: PermissionRow) {
  const { personId, zoneIds, scheduleId, purpose, duringLockdown, state, reason } = row;
  return {
    id: row.permissionId,
    person: personId,
    zones: zoneIds,
    schedule: scheduleId,
    from: instantText(row.validFrom),
    until: instantText(row.validUntil),
    purpose,
    duringLockdown,
    state,
    reason,
    applicant: row.applicantId,
    reviewBy: row.reviewBy === null ? null : instantText(row.reviewBy),
    replaces: row.replaces,
    approvals: [...row.approvals],
    outsider: row.outsider,
    fromSeq: row.fromSeq,
    untilSeq: row.untilSeq,
  };
}

import { instantText } from '../../api/schemas.ts';
import type { OutsiderTerms } from './application.ts';
import type { PermissionRow } from './permission-rows.ts';
import { shownPermissionState } from './shown-permission-state.ts';

/** A permission as it stands and is shown today; `toldExamination`: with what was examined of an outsider, and how. */
export function permissionBody(row: PermissionRow, toldExamination: boolean, now: Date) {
  return { ...versionBody(row, toldExamination), state: shownPermissionState(row, now) };
}

/** A version as it was, whatever day it is. */
export function versionBody(row: PermissionRow, toldExamination: boolean) {
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
    outsider: row.outsider === null ? null : outsiderBody(row.outsider, toldExamination),
    fromSeq: row.fromSeq,
    untilSeq: row.untilSeq,
  };
}

function outsiderBody({ identity, review, ...outsider }: OutsiderTerms, toldExamination: boolean) {
  if (toldExamination) return { ...outsider, identity, review };
  return {
    ...outsider,
    identity: { ...identity, how: null },
    review: review === null ? null : { ...review, content: null },
  };
}

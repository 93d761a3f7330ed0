import { type Static, Type } from 'typebox';
import { Code, Instant, instantText, Name, strict, Uuid, Words } from '../../api/schemas.ts';
import { Nullable, NullableUuid } from '../registry/schemas.ts';
import type { Application } from './application.ts';
import { shownPermissionState } from './list-permissions.ts';
import { permissionLifecycle } from './permission-lifecycle.ts';
import type { PermissionRow } from './permission-rows.ts';

const OutsiderBody = Type.Object(
  {
    host: Uuid,
    identity: Type.Object({ by: Uuid, how: Name, at: Instant }, strict),
    /** 審査; only in the host's own application. */
    review: Type.Optional(Type.Object({ content: Words }, strict)),
    contract: Type.Optional(Uuid),
  },
  strict,
);

const applicationFields = {
  zones: Type.Array(Code, { minItems: 1, maxItems: 200, uniqueItems: true }),
  schedule: Code,
  from: Instant,
  until: Instant,
  purpose: Words,
  duringLockdown: Type.Boolean({ default: false }),
  outsider: Type.Optional(OutsiderBody),
};

export const ApplicationBody = Type.Object({ person: Uuid, ...applicationFields }, strict);
/** A change or a mended application: the person stays. */
export const AmendmentBody = Type.Object(applicationFields, strict);

const states = Object.keys(permissionLifecycle).map((state) => Type.Literal(state));
export const PermissionStateBody = Type.Union([...states, Type.Literal('expired')]);

const permissionFields = {
  id: Uuid,
  person: Uuid,
  zones: Type.Array(Type.String()),
  schedule: Type.String(),
  from: Instant,
  until: Instant,
  purpose: Type.String(),
  duringLockdown: Type.Boolean(),
  state: Type.String(),
  reason: Nullable,
  applicant: Uuid,
  /** A flagged permission opens until then. */
  reviewBy: Type.Union([Instant, Type.Null()]),
  replaces: NullableUuid,
  approvals: Type.Array(
    Type.Object(
      { zone: Nullable, by: Uuid, as: Type.String(), at: Instant },
      { description: 'zone が null: 封鎖中の立入り' },
    ),
  ),
  outsider: Type.Union([
    Type.Object({
      host: Uuid,
      identity: Type.Object({ by: Uuid, how: Type.String(), at: Instant }),
      review: Type.Union([Type.Object({ by: Uuid, content: Type.String(), at: Instant }), Type.Null()]),
      contract: NullableUuid,
    }),
    Type.Null(),
  ]),
};

export const PermissionBody = Type.Object(permissionFields);
export const PermissionWithHistory = Type.Object({
  ...permissionFields,
  /** Every version with the seqs of the site's log between which it stood, the newest first. */
  history: Type.Array(
    Type.Object({
      ...permissionFields,
      fromSeq: Type.Integer(),
      untilSeq: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
});

/** What was applied for, by whom and when; a review counts only where the host applies. */
export function applicationOf(
  body: Static<typeof AmendmentBody>,
  personId: string,
  applicantId: string,
  now: Date,
): Application {
  const { zones, schedule, from, until, purpose, duringLockdown, outsider } = body;
  return {
    personId,
    zoneIds: zones,
    scheduleId: schedule,
    validFrom: new Date(from),
    validUntil: new Date(until),
    purpose,
    duringLockdown,
    outsider:
      outsider === undefined
        ? null
        : {
            host: outsider.host,
            identity: { ...outsider.identity, at: instantText(new Date(outsider.identity.at)) },
            review:
              outsider.review === undefined
                ? null
                : { by: applicantId, content: outsider.review.content, at: instantText(now) },
            contract: outsider.contract ?? null,
          },
  };
}

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

import { Type } from 'typebox';
import {
  Choice,
  Code,
  End,
  EndDay,
  Instant,
  Name,
  Names,
  Nullable,
  strict,
  UntilSeq,
  Uuid,
  Words,
} from '../../api/schemas.ts';
import { shownPermissionStates } from './shown-permission-state.ts';

const OutsiderBody = Type.Object(
  {
    host: Uuid,
    identity: Type.Object({ by: Uuid, how: Name, at: Instant }, strict),
    /** 審査; only in the host's own application. */
    review: Type.Optional(Type.Object({ content: Words }, strict)),
    contract: Type.Optional(Uuid),
  },
  { ...strict, title: 'OutsiderDraft' },
);

const applicationFields = {
  zones: Type.Array(Code, { minItems: 1, maxItems: 200, uniqueItems: true }),
  schedule: Code,
  from: Instant,
  until: Type.Optional(End),
  /** Instead of `until`. */
  untilOn: Type.Optional(EndDay),
  purpose: Words,
  duringLockdown: Type.Boolean({ default: false }),
  outsider: Type.Optional(OutsiderBody),
};

export const ApplicationBody = Type.Object(
  { person: Uuid, ...applicationFields },
  { ...strict, title: 'PermissionApplication' },
);
/** A change or a mended application: the person stays. */
export const AmendmentBody = Type.Object(applicationFields, { ...strict, title: 'PermissionAmendment' });

export const PermissionStateBody = Choice(shownPermissionStates, { title: 'PermissionState' });

const Outsider = Type.Object(
  {
    host: Uuid,
    /** How, and what was examined: null for who neither decides, oversees nor is a party. */
    identity: Type.Object({ by: Uuid, how: Nullable(Type.String()), at: Instant }),
    review: Nullable(Type.Object({ by: Uuid, content: Nullable(Type.String()), at: Instant })),
    contract: Nullable(Uuid),
  },
  { title: 'Outsider' },
);

const permissionFields = {
  id: Uuid,
  person: Uuid,
  zones: Type.Array(Type.String()),
  schedule: Type.String(),
  from: Instant,
  until: End,
  purpose: Type.String(),
  duringLockdown: Type.Boolean(),
  state: Type.String(),
  reason: Nullable(Type.String()),
  applicant: Uuid,
  /** A flagged permission opens until then. */
  reviewBy: Nullable(End),
  replaces: Nullable(Uuid),
  approvals: Type.Array(
    Type.Object(
      {
        zone: Nullable(Type.String()),
        by: Uuid,
        as: Type.String(),
        at: Instant,
        class: Type.Optional(Nullable(Type.Integer(), { description: '承認したときの区域のクラス' })),
      },
      { title: 'Approval', description: 'zone が null: 封鎖中の立入り' },
    ),
  ),
  outsider: Nullable(Outsider),
};

export const ConsentAwaited = Type.Object(
  {
    zone: Nullable(Type.String()),
    as: Type.Array(Type.String()),
    by: Type.Array(Type.Object({ id: Uuid, name: Nullable(Type.String()) }, { title: 'Officer' })),
  },
  { title: 'ConsentAwaited', description: 'zone が null: 封鎖中の立入り' },
);

export const PermissionBody = Type.Object(permissionFields, { title: 'Permission' });
export const PermissionWithHistory = Type.Object(
  {
    ...permissionFields,
    names: Names,
    /** Every version with the seqs of the site's log between which it stood, the newest first. */
    history: Type.Array(
      Type.Object(
        { ...permissionFields, fromSeq: Type.Integer(), untilSeq: Nullable(UntilSeq) },
        { title: 'PermissionVersion' },
      ),
    ),
  },
  { title: 'PermissionWithHistory' },
);

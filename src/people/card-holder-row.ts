import type { CardHolder, CardPerson, HeldPermission } from './card-holder.ts';
import type { CardState } from './card-lifecycle.ts';
import type { PersonKind, PersonState } from './person-lifecycle.ts';

/** One answer of the statements in load-card-holders; a person and contract are there whole or not at all. */
export type CardHolderRow = {
  /** The position of the read, from 1. */
  readonly place: number;
  readonly cardId: string;
  readonly cardState: CardState;
  readonly activeFrom: Date;
  readonly expiresAt: Date | null;
  readonly cardSeq: number;
  readonly permissions: readonly PermissionRow[] | null;
} & (PersonColumns | { readonly personId: null });

type PersonColumns = {
  readonly personId: string;
  readonly personKind: PersonKind;
  readonly personState: PersonState;
  readonly organisationId: string | null;
  readonly personSeq: number;
} & (
  | { readonly contractId: string; readonly contractEndsAt: Date; readonly contractSeq: number }
  | { readonly contractId: null }
);

/** Instants as seconds since 1970, zones with blanks between. */
type PermissionRow = {
  readonly id: string;
  readonly zoneIds: string;
  readonly scheduleId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly duringLockdown: boolean;
  readonly identity: boolean;
  readonly review: boolean;
  readonly fromSeq: number;
};

export function cardHolderOf(row: CardHolderRow): CardHolder {
  return {
    card: {
      id: row.cardId,
      state: row.cardState,
      activeFrom: row.activeFrom,
      expiresAt: row.expiresAt ?? undefined,
      fromSeq: row.cardSeq,
    },
    person: row.personId === null ? undefined : personOf(row, row.permissions ?? []),
  };
}

function personOf(row: PersonColumns, permissions: readonly PermissionRow[]): CardPerson {
  return {
    id: row.personId,
    kind: row.personKind,
    state: row.personState,
    organisationId: row.organisationId ?? undefined,
    contract:
      row.contractId === null
        ? undefined
        : { id: row.contractId, endsAt: row.contractEndsAt, fromSeq: row.contractSeq },
    fromSeq: row.personSeq,
    permissions: permissions
      .map((permission) => permissionOf(permission, row.personKind === 'staff'))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function permissionOf({ identity, review, ...row }: PermissionRow, staff: boolean): HeldPermission {
  return {
    ...row,
    zoneIds: row.zoneIds.split(' '),
    startsAt: new Date(row.startsAt * 1000),
    endsAt: new Date(row.endsAt * 1000),
    identityConfirmed: staff || identity,
    hostReviewed: staff || review,
  };
}

import type { CardState } from '../registry/card-lifecycle.ts';
import type { PersonKind, PersonState } from '../registry/person-lifecycle.ts';
import type { CardHolder, CardPerson, HeldPermission } from './card-holder.ts';

/**
 * A row of `cardHolderSql`: one for each permission of the card's holder, or one without. A person, contract or permission
 * is there whole or not at all. Instants are milliseconds since 1970.
 */
export type CardHolderRow = {
  readonly cardId: string;
  readonly cardFormat: string;
  readonly cardState: CardState;
  readonly activeFrom: number;
  readonly expiresAt: number | null;
  readonly cardSeq: number;
  /** Null where there are none. */
  readonly twins: readonly string[] | null;
  /** Another of the twins is somebody else's. */
  readonly twinOfAnother: boolean | null;
} & (PersonColumns | { readonly personId: null }) &
  (PermissionColumns | { readonly permissionId: null });

type PersonColumns = {
  readonly personId: string;
  readonly personKind: PersonKind;
  readonly personState: PersonState;
  readonly organisationId: string | null;
  readonly personSeq: number;
} & (
  | {
      readonly contractId: string;
      readonly contractStartsAt: number;
      readonly contractEndsAt: number;
      readonly contractSeq: number;
    }
  | { readonly contractId: null }
);

type PermissionColumns = {
  readonly permissionId: string;
  readonly coversTo: boolean;
  readonly coversFrom: boolean;
  readonly scheduleId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly duringLockdown: boolean;
  readonly identity: boolean;
  readonly review: boolean;
  readonly permissionSeq: number;
};

/** What the rows of one read say; `row` is one of them. */
export function cardHolderOf(row: CardHolderRow, rows: readonly CardHolderRow[]): CardHolder {
  return {
    card: {
      id: row.cardId,
      format: row.cardFormat,
      state: row.cardState,
      activeFrom: new Date(row.activeFrom),
      expiresAt: row.expiresAt === null ? undefined : new Date(row.expiresAt),
      fromSeq: row.cardSeq,
      twins: row.twins ?? [],
    },
    person: row.personId === null || row.twinOfAnother ? undefined : personOf(row, rows),
  };
}

function personOf(row: PersonColumns, rows: readonly CardHolderRow[]): CardPerson {
  const staff = row.personKind === 'staff';
  return {
    id: row.personId,
    kind: row.personKind,
    state: row.personState,
    organisationId: row.organisationId ?? undefined,
    contract:
      row.contractId === null
        ? undefined
        : {
            id: row.contractId,
            startsAt: new Date(row.contractStartsAt),
            endsAt: new Date(row.contractEndsAt),
            fromSeq: row.contractSeq,
          },
    fromSeq: row.personSeq,
    permissions: rows
      .flatMap((one) => (one.permissionId === null ? [] : [permissionOf(one, staff)]))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function permissionOf(row: PermissionColumns, staff: boolean): HeldPermission {
  return {
    id: row.permissionId,
    coversTo: row.coversTo,
    coversFrom: row.coversFrom,
    scheduleId: row.scheduleId,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    duringLockdown: row.duringLockdown,
    identityConfirmed: staff || row.identity,
    hostReviewed: staff || row.review,
    fromSeq: row.permissionSeq,
  };
}

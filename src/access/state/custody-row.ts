import type { CustodyBasis, CustodyMode } from '../../log/entry/effects.ts';
import type { Companion, EscortRight } from '../decide/escort/escort-fault.ts';
import { type PlaceColumns, parsePlace } from './place-part.ts';
import type { Custody, Place } from './site-state.ts';

/** A row of `custody` as JSON: instants are texts. */
export type CustodyRow = {
  readonly ward: string;
  readonly escort: string;
  readonly mode: CustodyMode;
  readonly basis: CustodyBasis;
  readonly since: string;
  readonly seq: number;
  readonly door: string | null;
  readonly to: string | null;
  readonly at: string | null;
  readonly brokenSince: string | null;
  readonly brokenUntil: string | null;
};

/** A row with the place of its person as JSON. */
export type PlacedRow<Row> = Row & {
  readonly place: { readonly [Column in keyof PlaceColumns]: string | number | boolean | null } | null;
};

/** What lets a ward be in the zone their escort reads for, as JSON: `endsAt` in milliseconds since 1970, exclusive. */
export type AdmissionRow = {
  readonly open: boolean;
  readonly endsAt: number;
  /** The zone is among those of the visit or permission, and the checks that count there are on record. */
  readonly covers: boolean;
  readonly identity: boolean;
  readonly review: boolean;
};

/** A person who may be an escort, as JSON. */
export type CompanionRow = Omit<Companion, 'organisationId'> & { readonly organisationId: string | null };

/** Who may escort somebody, as JSON. */
export type RightRow = EscortRight & {
  readonly purpose: string | null;
  readonly perEscort: number | null;
  readonly attendants: readonly string[];
};

/**
 * Who may escort somebody, for which purpose they came, and how many one escort leads of them, where their visit says so. Whoever attends
 * their work is among the persons, and leads any number of them.
 */
export type Right = EscortRight & {
  readonly attendants: readonly string[];
  readonly purpose: string | undefined;
  readonly perEscort: number | undefined;
};

/** The custody that a row tells, by ward. */
export function parseCustody(row: CustodyRow): readonly [ward: string, custody: Custody] {
  const { ward, escort, mode, basis, since, seq, door, to, at, brokenSince, brokenUntil } = row;
  const together = door === null || to === null || at === null ? undefined : { door, to, at: new Date(at) };
  const broken =
    brokenSince === null
      ? undefined
      : { since: new Date(brokenSince), until: brokenUntil === null ? undefined : new Date(brokenUntil) };
  return [ward, { escort, mode, basis, since: new Date(since), seq, together, broken }];
}

/** The places of these persons, of whom one is known. */
export function parsePlaces(
  placed: readonly (readonly [person: string, place: PlacedRow<object>['place']])[],
): ReadonlyMap<string, Place> {
  return new Map(
    placed.flatMap(([person, row]) => {
      const place = row === null ? undefined : parsePlace(parsePlaceJson(row));
      return place === undefined ? [] : [[person, place] as const];
    }),
  );
}

/** Instants that JSON tells as texts. */
function parsePlaceJson(row: NonNullable<PlacedRow<object>['place']>): PlaceColumns {
  const instant = (value: (typeof row)['since']) => (value === null ? null : new Date(String(value)));
  return { ...row, since: instant(row.since), pendingUntil: instant(row.pendingUntil) } as PlaceColumns;
}

export function parseCompanion({ id, kind, state, organisationId }: CompanionRow): Companion {
  return { id, kind, state, organisationId: organisationId ?? undefined };
}

export function parseRight({ purpose, perEscort, persons, ...right }: RightRow): Right {
  return {
    ...right,
    persons: [...persons, ...right.attendants],
    purpose: purpose ?? undefined,
    perEscort: perEscort ?? undefined,
  };
}

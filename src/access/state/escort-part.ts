import type { ReaderPart, Versions } from '../../people/at-the-door/reader-part.ts';
import type { Companion } from '../decide/escort/escort-fault.ts';
import {
  type AdmissionRow,
  type CompanionRow,
  type CustodyRow,
  type PlacedRow,
  parseCompanion,
  parseCustody,
  parsePlaces,
  parseRight,
  type Right,
  type RightRow,
} from './custody-row.ts';
import { custodySql } from './custody-sql.ts';
import { passersSql } from './passers-sql.ts';
import type { Custody, Place } from './site-state.ts';

/** What is known of custody at a read, by persons beside the one who reads too. */
export type EscortsKnown = {
  /** Of an outsider: who may escort them, and for which purpose they came. */
  readonly right: Right | undefined;
  /** By ward: theirs, that of their wards, and that of the wards of whoever passed here lately. */
  readonly custody: ReadonlyMap<string, Custody>;
  /** Where those wards are, and whoever passed here lately. */
  readonly places: ReadonlyMap<string, Place>;
  /** Of an outsider: the staff who passed at this door lately. */
  readonly passers: readonly Companion[];
  /** Of an escort with several wards: who else may escort each of them. */
  readonly wardRights: ReadonlyMap<string, Right>;
  /** What lets each of the wards of whoever reads be in the zone behind the door. */
  readonly wardAdmissions: ReadonlyMap<string, AdmissionRow>;
};

/** One value: of the staff who lead nobody nothing is looked at, whatever the query below could find. */
type EscortColumns = { readonly custody: KnownRow | null };

type KnownRow = {
  readonly own: CustodyRow | null;
  readonly wards: readonly (PlacedRow<CustodyRow> & { readonly admission: AdmissionRow | null })[] | null;
  readonly wardRights?: readonly { readonly ward: string; readonly right: RightRow | null }[] | null;
  readonly right: RightRow | null;
  readonly passers?:
    | readonly (PlacedRow<CompanionRow> & { readonly wards: readonly PlacedRow<CustodyRow>[] | null })[]
    | null;
};

const isWardOrEscort = "(person.kind <> 'staff' or place.wards > 0)";

/** One ward is never too many for one escort: only whoever leads more may need a second one at the door. */
const leadsSeveral = 'place.wards > 1';

const eitherZone = (ids: string) => `(read.to_zone = any(${ids}) or read.from_zone = any(${ids}))`;

/** True where one of those who may escort may have passed: the few who are named are looked for one by one, only a whole unit in whoever passed. */
const oneOfThemMayHavePassed = `(
  person.kind = 'staff' or coalesce(known.escort_right -> 'organisations', '[]') <> '[]' or ${passersSql.areBehind(`array(
    select named.value::uuid from jsonb_array_elements_text(
      coalesce(known.escort_right -> 'persons', '[]') || coalesce(known.own -> 'escort', '[]')
    ) named
  )`)}
)`;

/**
 * The same of a visitor, and of whoever leads one, where nobody else has a say: for a third of what PostgreSQL sets up. What decides
 * whether that is so stands beside it, for to read it out of the JSON took as long as to make it.
 */
const pairedBy = (versions: Versions): string => `
    select own.escort as own_escort, led.basis as led_basis, case when ${isWardOrEscort} then json_build_object(
        'own', case when own.ward is not null then row_to_json(own) end,
        'wards', case when led.ward is not null then json_build_array(row_to_json(led)) end,
        'right', case when visit.visit_id is not null then ${custodySql.rightOfVisitAlone('visit', versions)} end
      ) end as known
    from (select 1) one
    left join lateral (
      select ${custodySql.columns('c')} from custody c
      where person.kind <> 'staff' and c.site_id = $1 and c.visitor_id = person.person_id limit 1
    ) own on true
    left join lateral (${custodySql.admittedVisitor('person.person_id', 'place.wards > 0', versions)}
    ) led on true`;

/**
 * True of whoever leads several, or another outsider, and where those have a say who passed before a visitor: whoever has or may escort
 * them, or somebody of the unit of their host.
 */
const hasMoreThanOneOther = `(
  ${leadsSeveral} or coalesce(escorts.led_basis <> 'visit', false)
  or person.kind <> 'staff' and (
    ${passersSql.areBehind('visit.escort_ids || escorts.own_escort')}
    or coalesce(visit.escort_organisation_ids, '{}') <> '{}' and ${passersSql.hasAnybodyPassed}
  )
)`;

/** True of whoever has this ward, or may escort them; anybody of the staff leads whoever leads several. */
const isOneOfThem = `
  person.kind = 'staff' or coalesce(known.own ->> 'escort' = one.person_id::text, false)
    or coalesce(known.escort_right -> 'persons' ? one.person_id::text, false)
    or coalesce(known.escort_right -> 'organisations' ? k.organisation_id::text, false)`;

/**
 * Who escorts, or is escorted by, whoever reads. Looked up only of outsiders, and of those who have wards, which the count in their
 * place tells; who passed before them, where that matters; of anybody else nothing is. Late reads are not judged by custody.
 */
export const escortPart: ReaderPart<EscortColumns, EscortsKnown> = {
  columns: { custody: 'known' },
  lateral: (versions) =>
    versions.name === 'then'
      ? 'select null::json as known where false'
      : `
    select whole.known, (whole.known -> 'own' ->> 'escort')::uuid as own_escort, whole.known -> 'wards' -> 0 ->> 'basis' as led_basis
    from (
      select case when ${isWardOrEscort} then (select row_to_json(k) from (${knownBy(versions)}) k) end as known
      offset 0
    ) whole`,
  askedOf: () => isWardOrEscort,
  paired: { lateral: pairedBy, isMore: hasMoreThanOneOther },
  factOf: ({ custody }) => (custody === null ? undefined : factOf(custody)),
};

const knownBy = (versions: Versions): string => `
    select known.own, case when place.wards > 0 then ${custodySql.admittedWards('person.person_id', versions)} end as wards,
      case when ${leadsSeveral} then ${custodySql.wardRights('person.person_id', versions)} end as "wardRights",
      known.escort_right as "right",
      case when (person.kind <> 'staff' or ${leadsSeveral}) and read.door_id is not null and ${oneOfThemMayHavePassed} then
        ${passersSql.passers(isOneOfThem, versions)}
      end as passers
    from (
      select
        case when person.kind <> 'staff' then (
          select to_jsonb(o) from (
            select ${custodySql.columns('c')} from custody c where c.site_id = $1 and c.visitor_id = person.person_id
          ) o
        ) end as own,
        case
          when visit.visit_id is not null then (${custodySql.rightOfVisit('visit', versions)})::jsonb
          when person.kind not in ('staff', 'visitor', 'courier') then (${custodySql.rightByPermission('person.person_id', eitherZone, versions)})::jsonb
        end as escort_right
      offset 0
    ) known`;

function factOf(known: KnownRow): EscortsKnown | undefined {
  const { own, right } = known;
  if (right === null && own === null && known.wards === null) return undefined;
  const passers = known.passers ?? [];
  const wards = [...(known.wards ?? []), ...passers.flatMap((one) => one.wards ?? [])];
  return {
    right: right === null ? undefined : parseRight(right),
    custody: new Map([...(own === null ? [] : [own]), ...wards].map(parseCustody)),
    places: parsePlaces([
      ...wards.map(({ ward, place }) => [ward, place] as const),
      ...passers.map(({ id, place }) => [id, place] as const),
    ]),
    passers: passers.map(parseCompanion),
    wardAdmissions: new Map(
      (known.wards ?? []).flatMap(({ ward, admission }) =>
        admission === null ? [] : [[ward, admission] as const],
      ),
    ),
    wardRights: new Map(
      (known.wardRights ?? []).flatMap(({ ward, right }) =>
        right === null ? [] : [[ward, parseRight(right)] as const],
      ),
    ),
  };
}

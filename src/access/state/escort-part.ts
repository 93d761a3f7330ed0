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
  readonly wardRights: readonly { readonly ward: string; readonly right: RightRow | null }[] | null;
  readonly right: RightRow | null;
  readonly passers:
    | readonly (PlacedRow<CompanionRow> & { readonly wards: readonly PlacedRow<CustodyRow>[] | null })[]
    | null;
};

/** Whoever was granted longer ago than that leads nobody through any more; of so many entries no door had more lately. */
const lately = { seconds: 240, entries: 5000, persons: 100 };

/**
 * True of what was recorded around the moment $2: the clock of the log may be ahead of ours. Said of a parameter it keeps the other
 * months of the log from being opened whenever the statement is run, whoever reads.
 */
const inTheseMonths = (instant: string) => `(
  ${instant} > coalesce($2::timestamptz, '-infinity') - interval '31 days'
  and ${instant} < coalesce($2::timestamptz, 'infinity') + interval '31 days'
)`;

/** True of the entry by this alias where it was granted at the door of the read, lately enough to lead somebody through. */
const passedLately = (entry: string, door: string) => `(
  ${entry}.site_id = $1 and ${door} = read.door_id and ${entry}.verdict = 'grant'
  and ${entry}.seq > (select h.seq from heads h where h.site_id = $1) - ${lately.entries}
  and ${inTheseMonths(`${entry}.recorded_at`)}
  and ${entry}.recorded_at > (select h.recorded_at from heads h where h.site_id = $1) - interval '${lately.seconds} seconds'
)`;

/**
 * True where one of those who may escort may have passed: the few who are named are looked for one by one, by their own entries, and
 * only a whole unit in whoever passed. Most often nobody did, at a door where a hundred pass.
 */
const oneOfThemMayHavePassed = `(
  person.kind = 'staff' or coalesce(known.escort_right -> 'organisations', '[]') <> '[]' or exists (
    select from jsonb_array_elements_text(
      coalesce(known.escort_right -> 'persons', '[]') || coalesce(known.own -> 'escort', '[]')
    ) named
    cross join lateral (
      select 1 from entries e
      where e.person_id = named.value::uuid and ${passedLately('e', "coalesce(e.door_id, '')")}
      order by e.seq desc limit 1
    ) passed
  )
)`;

const isWardOrEscort = "(person.kind <> 'staff' or place.wards > 0)";

/** One ward is never too many for one escort: only whoever leads more may need a second one at the door. */
const leadsSeveral = 'place.wards > 1';

const eitherZone = (ids: string) => `(read.to_zone = any(${ids}) or read.from_zone = any(${ids}))`;

/**
 * Who escorts, or is escorted by, whoever reads. Looked up only of outsiders, and of those who have wards, which the count in their
 * place tells; who passed before them, where that matters; of anybody else nothing is. Late reads are not judged by custody. Of the
 * many who pass a door, only those are looked into who may escort this ward or have them, and, where one of those passed, whoever
 * leads a group: it keeps the way open. Whoever leads several is led by anybody of the staff.
 */
export const escortPart: ReaderPart<EscortColumns, EscortsKnown> = {
  columns: { custody: 'known' },
  lateral: (versions) =>
    versions.name === 'then'
      ? 'select null::json as known where false'
      : `
    select case when ${isWardOrEscort} then (select row_to_json(k) from (${knownBy(versions)}) k) end as known`,
  askedOf: () => isWardOrEscort,
  factOf: ({ custody }) => (custody === null ? undefined : factOf(custody)),
};

const knownBy = (versions: Versions): string => `
    select known.own, case when place.wards > 0 then ${custodySql.admittedWards('person.person_id', versions)} end as wards,
      case when ${leadsSeveral} then ${custodySql.wardRights('person.person_id', versions)} end as "wardRights",
      known.escort_right as "right",
      case when (person.kind <> 'staff' or ${leadsSeveral}) and read.door_id is not null and ${oneOfThemMayHavePassed} then (
        select json_agg(p) from (
          select distinct on (one.person_id) one.person_id as "id", one.kind, one.state, one.organisation_id as "organisationId",
            ${custodySql.place('one.person_id')} as place, ${custodySql.wards('one.person_id')} as wards
          from (
            select one.*, k.kind, k.state, k.organisation_id, has.them, bool_or(has.them) over () as by_one_of_them
            from (
              select e.person_id, e.card_id from entries e
              where ${passedLately('e', 'e.door_id')} order by e.seq desc limit ${lately.persons}
            ) one
            cross join lateral (
              select * from persons k where k.person_id = one.person_id and ${versions.ofMinistry('k')}
              order by k.from_seq desc limit 1
            ) k
            cross join lateral (
              select person.kind = 'staff' or coalesce(known.own ->> 'escort' = one.person_id::text, false)
                or coalesce(known.escort_right -> 'persons' ? one.person_id::text, false)
                or coalesce(known.escort_right -> 'organisations' ? k.organisation_id::text, false) as them
            ) has
            where k.kind = 'staff'
          ) one
          left join lateral (
            select wards from presence q where q.site_id = $1 and q.person_id = one.person_id and one.by_one_of_them limit 1
          ) led on true
          cross join lateral (
            select * from cards c where c.card_id = one.card_id and ${versions.ofMinistry('c')} order by c.from_seq desc limit 1
          ) c
          where one.by_one_of_them and (one.them or led.wards > 0) and c.state = 'active'
        ) p
      ) end as passers
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

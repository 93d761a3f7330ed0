import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';
import { permissionStatesInForce } from '../../people/permissions/permission-lifecycle.ts';
import type { Companion, EscortRight } from '../decide/escort/escort-fault.ts';
import { type CustodyRow, custodyColumns, parseCustody } from './custody-row.ts';
import { type PlaceColumns, parsePlace, placePart } from './place-part.ts';
import type { Custody, Place } from './site-state.ts';

/** What is known of custody at a read, by persons beside the one who reads too. */
export type EscortsKnown = {
  /** Of an outsider: who may escort them, and for which purpose they came. */
  readonly right: (EscortRight & { readonly purpose: string | undefined }) | undefined;
  /** By ward: theirs, that of their wards, and that of the wards of whoever passed here lately. */
  readonly custody: ReadonlyMap<string, Custody>;
  /** Where those wards are, and whoever passed here lately. */
  readonly places: ReadonlyMap<string, Place>;
  /** Of an outsider: the staff who passed at this door lately. */
  readonly passers: readonly Companion[];
};

type EscortColumns = {
  readonly custodyOwn: CustodyRow | null;
  readonly custodyWards: readonly PlacedRow<CustodyRow>[] | null;
  readonly escortRight: {
    readonly persons: readonly string[];
    readonly organisations: readonly string[];
    readonly purpose: string | null;
    readonly visit: boolean;
  } | null;
  readonly escortPassers:
    | readonly PlacedRow<Companion & { readonly wards: readonly PlacedRow<CustodyRow>[] | null }>[]
    | null;
};

/** A row with the row of `presence` of its person; instants are texts. */
type PlacedRow<Row> = Omit<Row, 'organisationId'> & {
  readonly organisationId?: string | null;
  readonly place: { readonly [Column in keyof PlaceColumns]: string | number | null } | null;
};

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

const placeJson = (person: string) => `(
  select json_build_object(${Object.entries(placePart.columns)
    .map(([column, ofPresence]) => `'${column}', q.${ofPresence}`)
    .join(', ')})
  from presence q where q.site_id = $1 and q.person_id = ${person}
)`;

const wardsOf = (escort: string) => `
  select json_agg(w) from (
    select ${custodyColumns('c')}, ${placeJson('c.visitor_id')} as place
    from custody c where c.site_id = $1 and c.escort_id = ${escort} order by c.visitor_id
  ) w`;

/** Whoever was granted longer ago than that leads nobody through any more; of so many entries no door had more lately. */
const lately = { seconds: 240, entries: 5000, persons: 100 };

/**
 * Who escorts, or is escorted by, whoever reads. Asked only of outsiders, and of those who have wards: any other read pays for the
 * count in its place. Late reads are not judged by custody.
 */
export const escortPart: ReaderPart<EscortColumns, EscortsKnown> = {
  columns: {
    custodyOwn: 'own',
    custodyWards: 'wards',
    escortRight: 'escort_right',
    escortPassers: 'passers',
  },
  lateral: ({ name, ofMinistry, ofSite }) =>
    name === 'then'
      ? 'select null::json as own, null::json as wards, null::json as escort_right, null::json as passers where false'
      : `
    select
      case when person.kind <> 'staff' then (
        select row_to_json(o) from (
          select ${custodyColumns('c')} from custody c where c.site_id = $1 and c.visitor_id = person.person_id
        ) o
      ) end as own,
      case when place.wards > 0 then (${wardsOf('person.person_id')}) end as wards,
      case
        when person.kind in ('visitor', 'courier') then (
          select json_build_object('persons', a.escort_ids, 'organisations', a.escort_organisation_ids, 'visit', true,
            'purpose', (
              select v.purpose from visits v where v.site_id = $1 and v.visit_id = a.visit_id and ${ofSite('v')}
              order by v.from_seq desc limit 1
            ))
          from admissions a where a.site_id = $1 and a.member_id = person.person_id and ${ofSite('a')}
          order by a.from_seq desc limit 1
        )
        when person.kind <> 'staff' then (
          select json_build_object('persons', coalesce(json_agg(h.host), '[]'), 'visit', false, 'purpose', null,
            'organisations', coalesce(json_agg(h.organisation_id) filter (where h.organisation_id is not null), '[]'))
          from (
            select s.outsider ->> 'host' as host, (
              select k.organisation_id from persons k
              where k.person_id = (s.outsider ->> 'host')::uuid and ${ofMinistry('k')} order by k.from_seq desc limit 1
            ) as organisation_id
            from standing_permissions s
            where s.site_id = $1 and s.person_id = person.person_id and s.state in (${inForce}) and ${ofSite('s')}
              and (read.to_zone = any(s.zone_ids) or read.from_zone = any(s.zone_ids)) and s.outsider ->> 'host' is not null
            order by s.from_seq desc
          ) h
        )
      end as escort_right,
      case when person.kind <> 'staff' and read.door_id is not null then (
        select json_agg(p) from (
          select distinct on (one.person_id) one.person_id as "id", k.kind, k.state, k.organisation_id as "organisationId",
            ${placeJson('one.person_id')} as place, (${wardsOf('one.person_id')}) as wards
          from (
            select e.person_id, e.card_id from entries e
            where e.site_id = $1 and e.door_id = read.door_id and e.verdict = 'grant'
              and e.seq > (select h.seq from heads h where h.site_id = $1) - ${lately.entries}
              and e.recorded_at > (select h.recorded_at from heads h where h.site_id = $1) - interval '${lately.seconds} seconds'
            order by e.seq desc limit ${lately.persons}
          ) one
          cross join lateral (
            select * from persons k where k.person_id = one.person_id and ${ofMinistry('k')}
            order by k.from_seq desc limit 1
          ) k
          cross join lateral (
            select * from cards c where c.card_id = one.card_id and ${ofMinistry('c')} order by c.from_seq desc limit 1
          ) c
          where k.kind = 'staff' and c.state = 'active'
        ) p
      ) end as passers
    where person.kind <> 'staff' or place.wards > 0`,
  factOf,
};

function factOf({
  custodyOwn,
  custodyWards,
  escortRight,
  escortPassers,
}: EscortColumns): EscortsKnown | undefined {
  if (escortRight === null && custodyOwn === null && custodyWards === null) return undefined;
  const passers = escortPassers ?? [];
  const wards = [...(custodyWards ?? []), ...passers.flatMap((one) => one.wards ?? [])];
  const placed = [
    ...wards.map(({ ward, place }) => [ward, place] as const),
    ...passers.map(({ id, place }) => [id, place] as const),
  ];
  return {
    right: escortRight === null ? undefined : rightOf(escortRight),
    custody: new Map([...(custodyOwn === null ? [] : [custodyOwn]), ...wards].map(parseCustody)),
    places: new Map(
      placed.flatMap(([person, row]) => {
        const place = row === null ? undefined : parsePlace(parsePlaceJson(row));
        return place === undefined ? [] : [[person, place] as const];
      }),
    ),
    passers: passers.map(({ id, kind, state, organisationId }) => ({
      id,
      kind,
      state,
      organisationId: organisationId ?? undefined,
    })),
  };
}

function rightOf({ persons, organisations, purpose, visit }: NonNullable<EscortColumns['escortRight']>) {
  const basis = visit ? 'visit' : 'permission';
  return { basis, persons, organisations, purpose: purpose ?? undefined } as const;
}

/** Instants that JSON tells as texts. */
function parsePlaceJson(row: NonNullable<PlacedRow<object>['place']>): PlaceColumns {
  const instant = (value: string | number | null) => (value === null ? null : new Date(value));
  return { ...row, since: instant(row.since), pendingUntil: instant(row.pendingUntil) } as PlaceColumns;
}

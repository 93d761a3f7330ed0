import { milliseconds } from '../../db/milliseconds.ts';
import type { Versions } from '../../people/at-the-door/reader-part.ts';
import { permissionStatesInForce } from '../../people/permissions/permission-lifecycle.ts';
import { placePart } from './place-part.ts';

/** The columns of a `CustodyRow`, of the row of `custody` by this alias. */
const custodyColumns = (alias: string): string => `
  ${alias}.visitor_id as "ward", ${alias}.escort_id as "escort", ${alias}.mode, ${alias}.basis, ${alias}.since,
  ${alias}.since_seq as "seq", ${alias}.joint_door as "door", ${alias}.joint_to as "to", ${alias}.joint_at as "at",
  ${alias}.broken_since as "brokenSince", ${alias}.broken_until as "brokenUntil"`;

/** The place of a person as JSON; null where they have none. */
const placeJson = (person: string): string => `(
  select json_build_object(${Object.entries(placePart.columns)
    .map(([column, ofPresence]) => `'${column}', q.${ofPresence}`)
    .join(', ')})
  from presence q where q.site_id = $1 and q.person_id = ${person}
)`;

/**
 * True of the row of `custody` by this alias that is of one of an escort's wards at the site. The site is written as an expression:
 * planned at night, when the table is empty, the rows would be looked for by it alone, and thousands of them are of this site at ten.
 */
const ofEscort = (alias: string, isEscort: string): string =>
  `coalesce(${alias}.site_id, $1) = $1 and ${alias}.escort_id ${isEscort}`;

/** The wards of an escort as JSON, each with its place and what else is asked of it; null where there are none. */
const wardsOf = (escort: string, also = ''): string => `(
  select json_agg(w) from (
    select ${custodyColumns('c')}, ${placeJson('c.visitor_id')} as place${also}
    from custody c where ${ofEscort('c', `= ${escort}`)} order by c.visitor_id
  ) w
)`;

const inForce = permissionStatesInForce.map((state) => `'${state}'`).join(', ');

/** Who attends the works in force of an outsider, as JSON: 担当の行政事務従事者 are the workers' escort (別表1 行49). */
const attendantsOf = (person: string, { ofSite }: Versions): string => `(
  select coalesce(json_agg(named.value), '[]') from permit_holders h
  cross join lateral (
    select p.terms from permits p where p.site_id = $1 and p.permit_id = h.permit_id and ${ofSite('p')} order by p.from_seq desc limit 1
  ) p
  cross join lateral jsonb_array_elements_text(p.terms -> 'attendants') named
  where h.site_id = $1 and h.person_id = ${person} and h.kind = 'work'
)`;

/** Who may escort a visitor, as JSON: the row of `admissions` by this alias says it. */
const rightOfVisit = (
  alias: string,
  versions: Versions,
  attendants = attendantsOf(`${alias}.member_id`, versions),
): string => `
  json_build_object('basis', 'visit', 'attendants', ${attendants}, 'persons', ${alias}.escort_ids, 'organisations', ${alias}.escort_organisation_ids,
    'perEscort', ${alias}.per_escort, 'purpose', (
      select v.purpose from visits v where v.site_id = $1 and v.visit_id = ${alias}.visit_id and ${versions.ofSite('v')}
      order by v.from_seq desc limit 1
    ))`;

/** Who may escort a visitor, as JSON: what the door reads of them says it. */
const rightByVisit = (member: string, versions: Versions): string => `(
  select ${rightOfVisit('a', versions)}
  from admissions a where a.site_id = $1 and a.member_id = ${member} and ${versions.ofSite('a')}
  order by a.from_seq desc limit 1
)`;

/** Who may escort another outsider, as JSON: the hosts of their permissions for a zone of which `zone` is true, and their units. */
const rightByPermission = (person: string, zone: (ids: string) => string, versions: Versions): string => `(
  select json_build_object('basis', 'permission', 'attendants', ${attendantsOf(person, versions)}, 'persons', coalesce(json_agg(h.host), '[]'), 'perEscort', null, 'purpose', null,
    'organisations', coalesce(json_agg(h.organisation_id) filter (where h.organisation_id is not null), '[]'))
  from (
    select s.outsider ->> 'host' as host, (
      select k.organisation_id from persons k
      where k.person_id = (s.outsider ->> 'host')::uuid and ${versions.ofMinistry('k')} order by k.from_seq desc limit 1
    ) as organisation_id
    from standing_permissions s
    where s.site_id = $1 and s.person_id = ${person} and s.state in (${inForce}) and ${versions.ofSite('s')}
      and ${zone('s.zone_ids')} and s.outsider ->> 'host' is not null
    order by s.from_seq desc
  ) h
)`;

/** The admission to their visit of a ward, the row of `custody` by this alias, for the zone that their escort reads for, as JSON. */
const admissionOfVisitor = (alias: string, { ofSite }: Versions): string => `(
      select json_build_object('open', a.open, 'endsAt', ${milliseconds('a.ends_at')}, 'covers', read.to_zone = any(a.zone_ids),
        'identity', read.to_zone = any(a.identity_zone_ids), 'review', read.to_zone = any(a.reviewed_zone_ids))
      from admissions a where a.site_id = $1 and a.member_id = ${alias}.visitor_id and ${ofSite('a')}
      order by a.from_seq desc limit 1
    )`;

/**
 * What lets a ward, the row of `custody` by this alias, be in the zone that their escort reads for, as JSON: the admission to their
 * visit, or the permissions that name the zone of somebody in service, as long as their contract lasts; null where there is neither.
 */
const admissionOfWard = (alias: string, versions: Versions): string => `
  case ${alias}.basis
    when 'visit' then ${admissionOfVisitor(alias, versions)}
    else (
      select json_build_object('open', true, 'endsAt', least(max(p.ends_at), max(one.contract_ends_at)), 'covers', true, 'identity', true, 'review', true)
      from (
        select ${milliseconds('s.valid_until')} as ends_at from standing_permissions s
        where s.site_id = $1 and s.person_id = ${alias}.visitor_id and s.state in (${inForce}) and ${versions.ofSite('s')}
          and read.to_zone = any(s.zone_ids)
        order by s.from_seq desc
      ) p
      cross join lateral (
        select k.state, k.kind, (
            select ${milliseconds('t.valid_until')} from contracts t
            where t.contract_id = k.contract_id and ${versions.ofMinistry('t')} order by t.from_seq desc limit 1
          ) as contract_ends_at
        from persons k where k.person_id = ${alias}.visitor_id and ${versions.ofMinistry('k')}
        order by k.from_seq desc limit 1
      ) one
      where one.state = 'active' and (one.kind <> 'card-lent' or one.contract_ends_at is not null)
      having count(*) > 0
    )
  end`;

/** Who may escort each of the wards of an escort, as JSON. */
const wardRightsOf = (escort: string, versions: Versions): string => `(
  select json_agg(w) from (
    select c.visitor_id as ward, ${rightOfWard('c', versions)} as right
    from custody c where ${ofEscort('c', `= ${escort}`)} order by c.visitor_id
  ) w
)`;

/** Who may escort a ward now, as JSON: the row of `custody` by this alias says on which basis. */
const rightOfWard = (alias: string, versions: Versions): string => `
  case ${alias}.basis
    when 'visit' then ${rightByVisit(`${alias}.visitor_id`, versions)}
    else ${rightByPermission(`${alias}.visitor_id`, () => 'true', versions)}
  end`;

/** True of the row of `person_exceptions` by this alias that leaves the escort out for a ward on this basis, in its time and zones. */
const leavesEscortOut = (alias: string, basis: string, { ofSite }: Versions): string =>
  `${ofSite(alias)} and case ${basis} when 'visit' then 't1r35' else 't1r34' end = any(${alias}.rows)`;

/** What statements about custody have in common; $1 is the site. */
export const custodySql = {
  columns: custodyColumns,
  ofEscort,
  place: placeJson,
  wards: wardsOf,
  admittedWards: (escort: string, versions: Versions) =>
    wardsOf(escort, `, ${admissionOfWard('c', versions)} as admission`),
  /** A query of the one ward of an escort, with the place and, of a visitor, what lets them in; nothing is looked for unless `when`. */
  admittedVisitor: (escort: string, when: string, versions: Versions) => `
      select ${custodyColumns('c')}, ${placeJson('c.visitor_id')} as place, ${admissionOfVisitor('c', versions)} as admission
      from custody c where ${when} and ${ofEscort('c', `= ${escort}`)} limit 1`,
  rightOfVisit: (alias: string, versions: Versions) => rightOfVisit(alias, versions),
  /** The same of whoever is in no work. */
  rightOfVisitAlone: (alias: string, versions: Versions) => rightOfVisit(alias, versions, `'[]'::json`),
  rightByVisit,
  rightByPermission,
  rightOfWard,
  wardRights: wardRightsOf,
  leavesEscortOut,
} as const;

import { reaches } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { erasedName } from '../../kernel/erased-name.ts';
import type { ArrivalState } from '../../visitors/registry/arrival-lifecycle.ts';
import { arrivalStateNames } from '../../visitors/registry/arrival-state-names.ts';
import type { EndOrigin } from '../../visitors/registry/end-origin.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import type { NamingRow, RowOf } from '../kinds/record-kinds.ts';
import { loadPersonCells, type PersonCells, personsTold, together, withheld } from './person-cells.ts';
import { type RecordAsked, rowsAtOnce } from './record-asked.ts';

type VisitRow = NamingRow<RowOf<'visits'>>;

type Found = {
  readonly member: string;
  readonly day: string;
  readonly state: ArrivalState;
  readonly pass: string | null;
  readonly enteredAt: Date | null;
  readonly enteredFrom: EndOrigin | null;
  readonly leftAt: Date | null;
  readonly leftFrom: EndOrigin | null;
  readonly purpose: string;
  readonly purposeWords: string | null;
  readonly isErased: boolean;
  readonly hosts: readonly string[] | null;
  readonly zones: readonly string[] | null;
};

/**
 * 訪問記録 (2.3.1.1(3)(a)(イ)): each member of a visit on each day they were expected or came, by day. As the desk knew it at the entry the
 * record stands at; names as they are now, for what was put right of a name was wrong before.
 */
export async function* visitRows(pool: Pool, asked: RecordAsked): AsyncGenerator<readonly VisitRow[]> {
  const { siteId, from, until, asOf, timeZone } = asked;
  const first = dayAt(from, timeZone);
  const last = dayAt(new Date(until.getTime() - 1), timeZone);
  let after = { day: first, member: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await pool.query<Found>({
      name: 'load-visit-records',
      text: findVisits,
      values: [siteId, asOf.seq, last, after.day, after.member, rowsAtOnce],
    });
    const within = rows.filter((row) => isAmong(row, asked));
    yield await rowsOf(pool, asked, within);
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    after = { day: end.day, member: end.member };
  }
}

/** Of each arrival, of its visit and of its destinations the version that stood at the entry $2. */
const findVisits = `
  select n.member_id as member, n.day::text as day, a.state, a.pass, a.checked_in_at as "enteredAt",
    a.check_in_origin as "enteredFrom", a.checked_out_at as "leftAt", a.end_origin as "leftFrom",
    coalesce(p.words, v.purpose) as purpose, i.purpose_words as "purposeWords", i.name = '${erasedName}' as "isErased",
    d.hosts, d.zones
  from arrivals n
  cross join lateral (
    select * from arrivals a where a.site_id = $1 and a.member_id = n.member_id and a.day = n.day
      and a.from_seq <= $2 and (a.until_seq is null or a.until_seq > $2) limit 1
  ) a
  cross join lateral (
    select * from visits v where v.site_id = $1 and v.visit_id = n.visit_id
      and v.from_seq <= $2 and (v.until_seq is null or v.until_seq > $2) limit 1
  ) v
  left join lateral (
    select words from purposes p where p.organisation_id = v.organisation_id and p.code = v.purpose
    order by p.from_seq desc limit 1
  ) p on true
  left join visitor_identities i on i.site_id = $1 and i.member_id = n.member_id
  left join lateral (
    select array_agg(distinct k.host_id) as hosts, array_agg(distinct zone) filter (where zone is not null) as zones
    from destinations c
    cross join lateral (
      select * from destinations k where k.site_id = $1 and k.destination_id = c.destination_id
        and k.from_seq <= $2 and (k.until_seq is null or k.until_seq > $2) limit 1
    ) k
    left join lateral unnest(k.zone_ids) as zone on true
    where c.site_id = $1 and c.visit_id = n.visit_id and c.until_seq is null
      and (k.member_ids = '{}' or n.member_id = any(k.member_ids))
  ) d on true
  where n.site_id = $1 and n.until_seq is null and n.day >= $4 and n.day <= $3 and (n.day, n.member_id) > ($4, $5)
  order by n.day, n.member_id limit $6`;

/** A visit is of its zones; where no zone was asked for, of the site. */
function isAmong({ zones: visited }: Found, { zones, everywhere }: RecordAsked): boolean {
  return everywhere || (visited ?? []).some((zone) => zones.has(zone));
}

async function rowsOf(pool: Pool, asked: RecordAsked, found: readonly Found[]): Promise<readonly VisitRow[]> {
  const cellsOf = await loadPersonCells(
    pool,
    asked.siteId,
    found.flatMap(({ member, hosts }) => [member, ...(hosts ?? [])]),
  );
  return found.map((row) => rowOf(row, asked, cellsOf));
}

function rowOf(
  found: Found,
  { zones, named }: RecordAsked,
  cellsOf: (id: string, mayKnow: boolean) => PersonCells,
): VisitRow {
  const { member, hosts, enteredAt, leftAt } = found;
  const visited = found.zones ?? [];
  const mayKnow = reaches(named, visited);
  const cells = cellsOf(member, mayKnow);
  const hostCells = (hosts ?? []).map((host) => cellsOf(host, mayKnow));
  const row = {
    name: cells.name,
    affiliation: cells.affiliation,
    purposeWords: purposeOf(found, mayKnow),
    hosts: together(hostCells.map((host) => host.name)),
    hostAffiliations: together(hostCells.map((host) => host.affiliation)),
    day: found.day,
    enteredAt: enteredAt?.toISOString() ?? null,
    enteredFrom: found.enteredFrom,
    leftAt: leftAt?.toISOString() ?? null,
    leftFrom: found.leftFrom,
    zones: together(visited.flatMap((zone) => zones.get(zone)?.name ?? [])),
    state: arrivalStateNames[found.state],
    pass: found.pass,
    id: member,
  };
  return { row, persons: personsTold([cells, ...hostCells]) };
}

/** 用件 in words stands beside the purpose, and goes with the name. */
function purposeOf({ purpose, purposeWords, isErased }: Found, mayKnow: boolean): string {
  if (!mayKnow) return together([purpose, purposeWords === null ? '' : withheld]);
  return together([purpose, purposeWords ?? (isErased ? erasedName : '')]);
}

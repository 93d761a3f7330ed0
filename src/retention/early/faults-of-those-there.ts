import type { ClientBase } from 'pg';
import type { Database } from '../../db/pool.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { arrivalStatesHere } from '../../visitors/registry/arrival-lifecycle.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import type { EarlyErasure } from './early-erasure.ts';

type There = 'inside' | 'expected';

/** Who is in a building, by the desk or by where the log has them, or yet to come: roll calls, alarms and the desk call them by their names. */
export async function faultsOfThoseThere(
  client: Pick<ClientBase, 'query'>,
  db: Database,
  { site, persons }: EarlyErasure,
  now: Date,
): Promise<readonly FieldError[]> {
  const there = new Map([
    ...(await loadComers(client, site, persons, now)),
    ...(await loadThoseSomewhere(client, db, site, persons)),
  ]);
  return persons.flatMap((id, nth) => {
    const why = there.get(id);
    return why === undefined ? [] : [{ at: `/persons/${nth}`, message: neededBy[why] }];
  });
}

const neededBy = {
  inside: 'この人はまだ退館していません。退館してから消去してください',
  expected: 'この人には来訪の予定があります。取り消すか、終わってから消去してください',
} as const satisfies Record<There, string>;

/** Whom the desk has taken in and not let go, or still expects; somebody of the press as whichever member of a visit they are. */
async function loadComers(
  client: Pick<ClientBase, 'query'>,
  site: string | null,
  persons: readonly string[],
  now: Date,
): Promise<readonly (readonly [string, There])[]> {
  const { rows } = await client.query<{ readonly id: string; readonly inside: boolean }>({
    name: 'load-comers',
    text: `
      select known.id, bool_or(a.state = any($4)) as inside
      from (
        select v.member_id, v.member_id as id from visitor_identities v where v.site_id = $1 and v.member_id = any($2)
        union all
        select r.member_id, r.press_person_id from press_registrations r where r.site_id = $1 and r.press_person_id = any($2)
      ) as known
      join arrivals a on a.site_id = $1 and a.member_id = known.member_id and a.until_seq is null
        and (a.state = any($4) or (a.state = 'announced' and a.ends_at > $3))
      group by known.id`,
    values: [site, persons, now, arrivalStatesHere],
  });
  return rows.map(({ id, inside }) => [id, inside ? 'inside' : 'expected']);
}

/** Whom the log has in a zone of a building: of the ministry's own persons at any site. */
async function loadThoseSomewhere(
  client: Pick<ClientBase, 'query'>,
  db: Database,
  site: string | null,
  persons: readonly string[],
): Promise<readonly (readonly [string, There])[]> {
  const { rows } = await client.query<{ readonly house: string; readonly id: string; readonly zone: string }>(
    {
      name: 'load-places-of-persons',
      text: `
      select p.site_id as house, p.person_id as id, p.zone_id as zone from presence p
      where p.person_id = any($2) and p.zone_id is not null and ($1::uuid is null or p.site_id = $1)`,
      values: [site, persons],
    },
  );
  const found: (readonly [string, There])[] = [];
  for (const { house, id, zone } of rows) {
    if (!(await loadOutsideZones(db, house)).has(zone)) found.push([id, 'inside']);
  }
  return found;
}

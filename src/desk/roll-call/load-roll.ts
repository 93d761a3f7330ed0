import { databaseOf, type Pool } from '../../db/pool.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import type { KnownOf, ReadSince, RollFacts } from './call-roll.ts';

/** The emergency a roll is called for, or none. */
export type Emergency = { readonly since: Date; readonly seq: number };

/** What a roll call of a site is made of, as the log has it now. */
export async function loadRoll(
  pool: Pool,
  siteId: string,
): Promise<RollFacts & { readonly emergency: Emergency | undefined }> {
  const [emergency, outside] = await Promise.all([
    findEmergency(pool, siteId),
    loadOutsideZones(databaseOf(pool), siteId),
  ]);
  const [known, reads] = await Promise.all([
    loadKnown(pool, siteId, outside, emergency?.since),
    emergency === undefined ? new Map<string, ReadSince>() : loadReadsSince(pool, siteId, emergency),
  ]);
  return { emergency, since: emergency?.since, known, reads, outside };
}

async function findEmergency(pool: Pool, siteId: string): Promise<Emergency | undefined> {
  const { rows } = await pool.query<Emergency>({
    name: 'find-emergency',
    text: `select since, since_seq as seq from conditions where site_id = $1 and condition = 'emergency' and place = ''`,
    values: [siteId],
  });
  return rows[0];
}

/**
 * Whoever the log or the desk has in the building, without their names: only a page of them is told. A place that the daily reset made unknown is that of somebody who may be at
 * home: only what else made one unknown counts, and visitors whom the desk has not let go.
 */
async function loadKnown(
  pool: Pool,
  siteId: string,
  outside: ReadonlySet<string>,
  since: Date | undefined,
): Promise<readonly KnownOf[]> {
  const { rows } = await pool.query<KnownOf>({
    name: 'load-known-in-building',
    text: `
      with here as (
        select distinct on (member_id) member_id, visit_id, checked_in_at from arrivals
        where site_id = $1 and until_seq is null and state = 'checked-in' order by member_id, day desc
      )
      select coalesce(l.person_id, h.member_id) as person,
        coalesce(p.kind, case when v.member_id is not null then 'visitor' end) as kind,
        v.visit_id as visit, h.checked_in_at as "checkedInAt", l.zone_id as zone, l.certainty, l.since
      from (select * from presence where site_id = $1) l full join here h on h.member_id = l.person_id
      left join persons p on p.person_id = l.person_id and p.until_seq is null
      left join visitor_identities v on v.site_id = $1 and v.member_id = coalesce(l.person_id, h.member_id)
      where h.member_id is not null
        or (l.zone_id is not null and (l.zone_id <> all($2::text[]) or l.since >= $3))
        or (l.zone_id is null and l.since is not null and exists (
          select from entries e
          where e.site_id = $1 and e.seq = l.since_seq and e.recorded_at = l.since and e.kind <> 'presence-reset'))`,
    values: [siteId, [...outside], since ?? 'infinity'],
  });
  return rows;
}

/**
 * Who read a card since the emergency began, passed or not, and on which side of the door they stood. A card that was reported lost
 * tells where it is, not where its owner is.
 */
async function loadReadsSince(
  pool: Pool,
  siteId: string,
  { since, seq }: Emergency,
): Promise<ReadonlyMap<string, ReadSince>> {
  const { rows } = await pool.query<ReadSince & { readonly person: string }>({
    name: 'load-reads-since',
    text: `
      select distinct on (person_id) person_id as person, zones[1] as zone, at from entries
      where site_id = $1 and seq > $2 and recorded_at >= $3 and at >= $3 and kind = 'card-read' and person_id is not null
        and text not like '%"kind":"lost-card-used"%'
      order by person_id, seq desc`,
    values: [siteId, seq, since],
  });
  return new Map(rows.map(({ person, zone, at }) => [person, { zone, at }]));
}

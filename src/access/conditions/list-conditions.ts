import { reaches, type SomeZones, type Visibility } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';
import { concealedSql } from '../../zones/plan/concealed-sql.ts';

/** A condition that is on; `zone` or `gateway` says where, neither: the whole site. */
export type StandingCondition = {
  readonly condition: string;
  readonly zone: string | null;
  readonly gateway: string | null;
  /** At which door of the gateway; null = the gateway's own. */
  readonly door: string | null;
  readonly since: string;
  readonly seq: number;
  /** Who began it and why; null where it was nobody's act, and where names are not for this viewer. */
  readonly begunBy: { readonly type: string; readonly id: string } | null;
  readonly reason: string | null;
};

/**
 * The conditions of a site, the oldest first. Everybody is told what is on and where, except in a hidden room of which the
 * viewer does not learn; who began it and why, in words that may name somebody, only who is shown names there.
 */
export async function listConditions(
  pool: Pool,
  siteId: string,
  { named, rooms }: Visibility,
): Promise<readonly StandingCondition[]> {
  const { rows } = await pool.query<{
    condition: string;
    place: string;
    door: string | null;
    since: Date;
    seq: number;
    actorType: string | null;
    actorId: string | null;
    reason: string | null;
    concealed: boolean;
  }>({
    name: 'list-conditions',
    text: `
      select c.condition, c.place, nullif(c.door_id, '') as door, c.since, c.since_seq as seq, e.actor_type as "actorType", e.actor_id as "actorId",
        r.body::json ->> 'reason' as reason, coalesce(z.concealed, false) as concealed
      from conditions c
      left join entries e on e.site_id = c.site_id and e.seq = c.since_seq and e.recorded_at = c.since
      left join personal_records r on r.record_class = 'act' and r.site_id = c.site_id and r.seq = c.since_seq
        and r.recorded_at = c.since
      left join lateral (
        select ${concealedSql('body')} as concealed from plan_elements
        where site_id = c.site_id and kind = 'zone' and element_id = c.place
        order by from_seq desc limit 1) as z on c.condition = 'lockdown'
      where c.site_id = $1 order by c.since_seq, c.condition, c.place, c.door_id`,
    values: [siteId],
  });
  return rows.flatMap(({ condition, place, door, since, seq, actorType, actorId, reason, concealed }) => {
    if (concealed && !reaches(rooms, [place])) return [];
    const ofSite = condition === 'emergency' || condition === 'lockdown';
    const told = isTold(named, ofSite && place !== '' ? [place] : []);
    return {
      condition,
      zone: ofSite && place !== '' ? place : null,
      gateway: ofSite ? null : place,
      door,
      since: since.toISOString(),
      seq,
      begunBy: !told || actorType === null || actorId === null ? null : { type: actorType, id: actorId },
      reason: told ? reason : null,
    };
  });
}

/** What concerns the whole site is told to whoever is shown the names of any part of it. */
function isTold(named: SomeZones, places: readonly string[]): boolean {
  return places.length === 0 ? named === 'all' || named.size > 0 : reaches(named, places);
}

import { reaches, type SomeZones, type Visibility } from '../../authority/visibility.ts';
import type { Pool } from '../../db/pool.ts';

/** A condition that is on; `zone` or `gateway` says where, neither: the whole site. */
export type StandingCondition = {
  readonly condition: string;
  readonly zone: string | null;
  readonly gateway: string | null;
  /** At which door of the gateway; null = the gateway's own. */
  readonly door: string | null;
  readonly since: string;
  readonly seq: number;
  /** Who began it and why; null where it was not a person's act, the reason also where it is not for this viewer. */
  readonly begunBy: { readonly type: string; readonly id: string } | null;
  readonly reason: string | null;
};

/**
 * The conditions of a site, the oldest first. Everybody is told what is on and where; why, in words that may name somebody,
 * only who is shown names there.
 */
export async function listConditions(
  pool: Pool,
  siteId: string,
  { named }: Pick<Visibility, 'named'>,
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
  }>({
    name: 'list-conditions',
    text: `
      select c.condition, c.place, nullif(c.door_id, '') as door, c.since, c.since_seq as seq, e.actor_type as "actorType", e.actor_id as "actorId",
        r.body::json ->> 'reason' as reason
      from conditions c
      left join entries e on e.site_id = c.site_id and e.seq = c.since_seq
      left join personal_records r on r.record_class = 'act' and r.site_id = c.site_id and r.seq = c.since_seq
      where c.site_id = $1 order by c.since_seq, c.condition, c.place, c.door_id`,
    values: [siteId],
  });
  return rows.map(({ condition, place, door, since, seq, actorType, actorId, reason }) => {
    const ofSite = condition === 'emergency' || condition === 'lockdown';
    return {
      condition,
      zone: ofSite && place !== '' ? place : null,
      gateway: ofSite ? null : place,
      door,
      since: since.toISOString(),
      seq,
      begunBy: actorType === null || actorId === null ? null : { type: actorType, id: actorId },
      reason: isTold(named, ofSite && place !== '' ? [place] : []) ? reason : null,
    };
  });
}

/** What concerns the whole site is told to whoever is shown the names of any part of it. */
function isTold(named: SomeZones, places: readonly string[]): boolean {
  return places.length === 0 ? named === 'all' || named.size > 0 : reaches(named, places);
}

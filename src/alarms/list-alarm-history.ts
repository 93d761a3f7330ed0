import type { Pool } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import { type AlarmNews, alarmNews } from '../log/alarm-news.ts';
import type { EntryPart } from '../log/entry-part.ts';
import type { AlarmViewer } from './find-alarms.ts';

/** One thing that became of an alarm, by the entry that says so. */
export type AlarmEvent = {
  readonly what: AlarmNews;
  readonly says: string;
  readonly seq: number;
  /** When it happened, by the clock of who told it; null where the entry is no longer kept. */
  readonly at: string | null;
  readonly by: { readonly type: Actor['type']; readonly id: string } | null;
  /** Whoever acted; null for a machine, and for a viewer who is shown no names there. */
  readonly name: string | null;
  /** Words of whoever acted; null for a viewer who is shown no names there. */
  readonly note: string | null;
};

/**
 * What became of an alarm, the oldest first: raised, repeated and over (each the last time), escalated, acknowledged, resolved.
 * Persons are named, and their words told, at `namedDoors`.
 */
export async function listAlarmHistory(
  pool: Pool,
  siteId: string,
  { seq, ordinal }: EntryPart,
  namedDoors: AlarmViewer['namedDoors'],
): Promise<readonly AlarmEvent[]> {
  const { rows } = await pool.query<{
    what: AlarmNews;
    seq: number;
    at: Date | null;
    actorType: Actor['type'] | null;
    actorId: string | null;
    name: string | null;
    note: string | null;
  }>({
    name: 'list-alarm-history',
    text: `
      select h.what, h.seq, e.at, e.actor_type as "actorType", e.actor_id as "actorId", who.name,
        case when a.named then r.body::json ->> 'reason' end as note
      from (
        select *, $4::text[] is null or door_id = any($4) as named from alarms
        where site_id = $1 and raised_seq = $2::int8 and ordinal = $3::int2
      ) a
      cross join lateral (values ('raised', a.raised_seq), ('repeated', a.repeated_seq), ('over', a.over_seq),
        ('escalated', a.escalated_seq), ('acknowledged', a.acknowledged_seq), ('resolved', a.resolved_seq))
        as h(what, seq)
      left join entries e on e.site_id = a.site_id and e.seq = h.seq and e.recorded_at >= a.raised_at
      left join lateral (
        select name from persons
        where person_id = case when e.actor_type = 'person' then e.actor_id::uuid end and until_seq is null and a.named
        limit 1
      ) who on true
      left join personal_records r on r.record_class = 'act' and r.site_id = a.site_id and r.seq = h.seq
        and h.what in ('acknowledged', 'resolved')
      where h.seq is not null
      order by h.seq, h.what`,
    values: [siteId, seq, ordinal, namedDoors],
  });
  return rows.map(({ what, seq: told, at, actorType, actorId, name, note }) => ({
    what,
    says: alarmNews[what].ja,
    seq: told,
    at: at?.toISOString() ?? null,
    by: actorType === null || actorId === null ? null : { type: actorType, id: actorId },
    name,
    note,
  }));
}

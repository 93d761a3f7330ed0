import type { Pool } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import { type AlarmNews, alarmNews } from '../log/entry/alarm-news.ts';
import type { EntryPart } from '../log/entry/entry-part.ts';
import type { AlarmViewer } from './find-alarms.ts';
import { loadLifeEntries } from './load-life-entries.ts';

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
    raisedAt: Date;
    named: boolean;
    note: string | null;
  }>({
    name: 'list-alarm-history',
    text: `
      select h.what, h.seq, a.raised_at as "raisedAt", a.named, case when a.named then r.body::json ->> 'reason' end as note
      from (
        select *, $4::text[] is null or coalesce(door_id = any($4), false) as named from alarms
        where site_id = $1 and raised_seq = $2::int8 and ordinal = $3::int2
      ) a
      cross join lateral (values ('raised', a.raised_seq), ('repeated', a.repeated_seq), ('over', a.over_seq),
        ('escalated', a.escalated_seq), ('acknowledged', a.acknowledged_seq), ('resolved', a.resolved_seq))
        as h(what, seq)
      left join personal_records r on r.record_class = 'act' and r.site_id = a.site_id and r.seq = h.seq and r.recorded_at >= a.raised_at
        and h.what in ('acknowledged', 'resolved')
      where h.seq is not null
      order by h.seq, h.what`,
    values: [siteId, seq, ordinal, namedDoors],
  });
  const sought = rows.map((row) => ({ seq: row.seq, since: row.raisedAt }));
  const lives = await loadLifeEntries(pool, siteId, sought);
  return rows.map(({ what, seq: told, named, note }) => {
    const entry = lives.get(told);
    return {
      what,
      says: alarmNews[what].ja,
      seq: told,
      at: entry?.at.toISOString() ?? null,
      by: entry === undefined ? null : { type: entry.type, id: entry.id },
      name: named ? (entry?.name ?? null) : null,
      note,
    };
  });
}

import type { Pool } from '../db/pool.ts';
import { parseEntryPart } from '../log/entry-part.ts';

/** One thing that became of an alarm, by the entry that says so. */
export type AlarmEvent = {
  readonly what: string;
  readonly seq: number;
  /** When it happened, by the clock of who told it; null where the entry is no longer kept. */
  readonly at: string | null;
  readonly by: { readonly type: string; readonly id: string } | null;
  /** Words of whoever acted; null for a viewer who is shown no names there. */
  readonly note: string | null;
};

/** Doors of a site; null = every place of it. */
type Doors = readonly string[] | null;

/**
 * What became of an alarm, the oldest first: raised, repeated and over (each the last time), escalated, acknowledged, resolved.
 * Empty = there is no such alarm at these `doors`. The words of people are told at `namedDoors`.
 */
export async function listAlarmHistory(
  pool: Pool,
  siteId: string,
  alarmId: string,
  { doors, namedDoors }: { readonly doors: Doors; readonly namedDoors: Doors },
): Promise<readonly AlarmEvent[]> {
  const { seq, ordinal } = parseEntryPart(alarmId);
  const { rows } = await pool.query<{
    what: string;
    seq: number;
    at: Date | null;
    actorType: string | null;
    actorId: string | null;
    note: string | null;
  }>({
    name: 'list-alarm-history',
    text: `
      select h.what, h.seq, e.at, e.actor_type as "actorType", e.actor_id as "actorId",
        case when $5::text[] is null or a.door_id = any($5) then r.body::json ->> 'reason' end as note
      from alarms a
      cross join lateral (values ('raised', a.raised_seq), ('repeated', a.repeated_seq), ('over', a.over_seq),
        ('escalated', a.escalated_seq), ('acknowledged', a.acknowledged_seq), ('resolved', a.resolved_seq)) as h(what, seq)
      left join entries e on e.site_id = a.site_id and e.seq = h.seq
      left join personal_records r on r.record_class = 'act' and r.site_id = a.site_id and r.seq = h.seq
        and h.what in ('acknowledged', 'resolved')
      where a.site_id = $1 and a.raised_seq = $2::int8 and a.ordinal = $3::int2
        and ($4::text[] is null or a.door_id = any($4)) and h.seq is not null
      order by h.seq, h.what`,
    values: [siteId, seq, ordinal, doors, namedDoors],
  });
  return rows.map(({ what, seq: told, at, actorType, actorId, note }) => ({
    what,
    seq: told,
    at: at?.toISOString() ?? null,
    by: actorType === null || actorId === null ? null : { type: actorType, id: actorId },
    note,
  }));
}

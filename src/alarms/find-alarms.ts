import type { Pool } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import type { AlarmOutcome } from '../log/alarm-lifecycle.ts';
import type { EntryPart } from '../log/entry-part.ts';
import { whoIsSql } from '../visitors/names/who-is-sql.ts';

/** Doors of a site; null = every place of it. */
type Doors = readonly string[] | null;

/** Of which doors somebody is shown alarms, and at which of them who is who. */
export type AlarmViewer = { readonly doors: Doors; readonly namedDoors: Doors };

/** What a list of alarms is narrowed to; absent = not narrowed. */
export type AlarmFilter = {
  readonly only?: EntryPart | undefined;
  /** Behind this one, in the order of the list. */
  readonly after?: EntryPart | undefined;
  /** Not resolved yet. */
  readonly open?: boolean | undefined;
  readonly state?: string | undefined;
  readonly active?: boolean | undefined;
  readonly escalated?: boolean | undefined;
  readonly kind?: string | undefined;
  readonly door?: string | undefined;
  readonly gateway?: string | undefined;
};

/** An entry of an alarm's life; all but `seq` null where it is no longer kept. */
export type DoneRow = {
  readonly seq: number;
  readonly at: string | null;
  readonly type: Actor['type'] | null;
  readonly id: string | null;
  readonly name: string | null;
};

export type FoundAlarm = {
  readonly seq: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly state: string;
  readonly active: boolean;
  readonly times: number;
  readonly outcome: AlarmOutcome | null;
  readonly priority: number;
  readonly ownInstruction: string | null;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly person: string | null;
  readonly personName: string | null;
  readonly raisedAt: Date;
  /** Null where the entry is no longer kept. */
  readonly at: Date | null;
  readonly acknowledgeBy: Date | null;
  readonly escalated: DoneRow | null;
  readonly acknowledged: DoneRow | null;
  readonly resolved: DoneRow | null;
};

/** Alarms of a site, the newest first, with who did what about them. The entries of a life are none older than its beginning. */
export async function findAlarms(
  pool: Pool,
  siteId: string,
  { doors, namedDoors }: AlarmViewer,
  filter: AlarmFilter,
  limit: number,
): Promise<readonly FoundAlarm[]> {
  const values: unknown[] = [siteId, namedDoors, limit];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['site_id = $1', ...conditionsOf(filter, doors, bind)];
  const isNamed = '($2::text[] is null or a.door_id = any($2))';
  const done = ['escalated', 'acknowledged', 'resolved'] as const;
  const { rows } = await pool.query<FoundAlarm>({
    text: `
      select a.raised_seq as seq, a.ordinal, a.kind, a.state, a.active, a.times, a.outcome, a.priority,
        a.door_id as door, a.gateway_id as gateway, a.person_id as person, who.name as "personName",
        a.raised_at as "raisedAt", raising.at, own.instruction as "ownInstruction", d.due_at as "acknowledgeBy",
        ${done.map((name) => `row_to_json(${name}) as ${name}`).join(', ')}
      from (
        select * from alarms where ${conditions.join(' and ')} order by raised_seq desc, ordinal desc limit $3
      ) a
      left join lateral (
        select body ->> 'instruction' as instruction from plan_elements
        where site_id = $1 and kind = 'alarm' and element_id = a.kind and until_seq is null limit 1
      ) own on true
      left join lateral (
        select at from entries where site_id = $1 and seq = a.raised_seq and recorded_at = a.raised_at limit 1
      ) raising on true
      left join deadlines d
        on d.site_id = $1 and d.kind = 'alarm-unacknowledged' and d.ref = a.raised_seq || '.' || a.ordinal
      left join lateral ${whoIsSql('a.person_id', '$1')} who on ${isNamed}
      ${done.map((name) => doneSql(name, isNamed)).join('')}
      order by a.raised_seq desc, a.ordinal desc`,
    values,
  });
  return rows;
}

/** Who did something about alarm `a`, by the seq that it names. */
function doneSql(name: string, isNamed: string): string {
  return `
      left join lateral (
        select a.${name}_seq as seq, e.at, e.actor_type as type, e.actor_id as id, who.name
        from (select 1) one
        left join lateral (
          select at, actor_type, actor_id from entries
          where site_id = $1 and seq = a.${name}_seq and recorded_at >= a.raised_at limit 1
        ) e on true
        left join lateral (
          select name from persons
          where person_id = case when e.actor_type = 'person' then e.actor_id::uuid end
            and until_seq is null and ${isNamed} limit 1
        ) who on true
        where a.${name}_seq is not null
      ) ${name} on true`;
}

function conditionsOf(filter: AlarmFilter, doors: Doors, bind: (value: unknown) => string): string[] {
  const { only, after, open, state, active, escalated, kind, door, gateway } = filter;
  const part = ({ seq, ordinal }: EntryPart) => `(${bind(seq)}::int8, ${bind(ordinal)}::int2)`;
  const conditions: string[] = [];
  if (doors !== null) conditions.push(`door_id = any(${bind(doors)}::text[])`);
  if (only !== undefined) conditions.push(`(raised_seq, ordinal) = ${part(only)}`);
  if (after !== undefined) conditions.push(`(raised_seq, ordinal) < ${part(after)}`);
  if (open !== undefined) conditions.push(open ? `state <> 'resolved'` : `state = 'resolved'`);
  if (state !== undefined) conditions.push(`state = ${bind(state)}`);
  if (active !== undefined) conditions.push(active ? 'active' : 'not active');
  if (escalated !== undefined) conditions.push(`escalated_seq is ${escalated ? 'not null' : 'null'}`);
  if (kind !== undefined) conditions.push(`kind = ${bind(kind)}`);
  if (door !== undefined) conditions.push(`door_id = ${bind(door)}`);
  if (gateway !== undefined) conditions.push(`gateway_id = ${bind(gateway)}`);
  return conditions;
}

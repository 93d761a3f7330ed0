import type { Pool } from '../db/pool.ts';
import type { Actor } from '../kernel/actor.ts';
import type { AlarmOutcome } from '../log/entry/alarm-lifecycle.ts';
import type { EntryPart } from '../log/entry/entry-part.ts';
import { whoIsSql } from '../visitors/names/who-is-sql.ts';
import { type LifeEntry, type LifeSought, loadLifeEntries } from './load-life-entries.ts';

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
  readonly at: Date | null;
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

type AlarmRow = Omit<FoundAlarm, 'at' | (typeof done)[number]> &
  Readonly<Record<`${(typeof done)[number]}Seq`, number | null>>;

const done = ['escalated', 'acknowledged', 'resolved'] as const;

/** Alarms of a site, the newest first, with who did what about them. */
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
  const { rows } = await pool.query<AlarmRow>({
    text: `
      select a.raised_seq as seq, a.ordinal, a.kind, a.state, a.active, a.times, a.outcome, a.priority,
        a.door_id as door, a.gateway_id as gateway, a.person_id as person, who.name as "personName",
        a.raised_at as "raisedAt", own.instruction as "ownInstruction", d.due_at as "acknowledgeBy",
        ${done.map((name) => `a.${name}_seq as "${name}Seq"`).join(', ')}
      from (
        select * from alarms where ${conditions.join(' and ')} order by raised_seq desc, ordinal desc limit $3
      ) a
      left join lateral (
        select body ->> 'instruction' as instruction from plan_elements
        where site_id = $1 and kind = 'alarm' and element_id = a.kind and until_seq is null limit 1
      ) own on true
      left join deadlines d
        on d.site_id = $1 and d.kind = 'alarm-unacknowledged' and d.ref = a.raised_seq || '.' || a.ordinal
      left join lateral ${whoIsSql('a.person_id', '$1')} who on ($2::text[] is null or a.door_id = any($2))
      order by a.raised_seq desc, a.ordinal desc`,
    values,
  });
  const lives = await loadLifeEntries(pool, siteId, rows.flatMap(entriesSought));
  return rows.map(({ escalatedSeq, acknowledgedSeq, resolvedSeq, ...row }) => {
    const isNamed = namedDoors === null || (row.door !== null && namedDoors.includes(row.door));
    const stepOf = (seq: number | null) => doneOf(seq, lives, isNamed);
    return {
      ...row,
      at: lives.get(row.seq)?.at ?? null,
      escalated: stepOf(escalatedSeq),
      acknowledged: stepOf(acknowledgedSeq),
      resolved: stepOf(resolvedSeq),
    };
  });
}

/** The entries of an alarm's life: none is older than its beginning. */
function entriesSought({
  seq,
  raisedAt,
  escalatedSeq,
  acknowledgedSeq,
  resolvedSeq,
}: AlarmRow): readonly LifeSought[] {
  const seqs = [seq, escalatedSeq, acknowledgedSeq, resolvedSeq];
  return seqs.flatMap((one) => (one === null ? [] : [{ seq: one, since: raisedAt }]));
}

/** What somebody did about an alarm, by the entry that says so. */
function doneOf(seq: number | null, lives: ReadonlyMap<number, LifeEntry>, isNamed: boolean): DoneRow | null {
  if (seq === null) return null;
  const entry = lives.get(seq);
  if (entry === undefined) return { seq, at: null, type: null, id: null, name: null };
  const { at, type, id, name } = entry;
  return { seq, at, type, id, name: isNamed ? name : null };
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

import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import { acknowledgedWithinMinutes, alarmKinds } from '../../log/entry/alarm-kinds.ts';
import { type AlarmState, alarmLifecycle, alarmStateAfter } from '../../log/entry/alarm-lifecycle.ts';
import type { AlarmEffect, AlarmStepEffect } from '../../log/entry/effects.ts';
import { parseEntryPart } from '../../log/entry/entry-part.ts';
import type { DeadlineKind } from './deadline.ts';
import type { AlarmChange } from './hot-rows.ts';

type Raised = AlarmChange<AlarmEffect>;

const kind: DeadlineKind = 'alarm-unacknowledged';

/** Writes what became of alarms, in order; those raised one after the other go in one statement. */
export function saveAlarms(
  client: ClientBase,
  siteId: string,
  changes: readonly AlarmChange[],
): readonly Promise<unknown>[] {
  const sent: Promise<unknown>[] = [];
  let raised: Raised[] = [];
  for (const change of changes) {
    if (change.type === 'alarm' && change.active) {
      raised.push(change);
      continue;
    }
    if (raised.length > 0) sent.push(raiseAlarms(client, siteId, raised));
    raised = [];
    sent.push(
      change.type === 'alarm' ? endAlarms(client, siteId, change) : stepAlarm(client, siteId, change),
    );
  }
  if (raised.length > 0) sent.push(raiseAlarms(client, siteId, raised));
  return sent;
}

/** One statement inserts no two rows of one matter: the first of them counts for all. */
function countedByMatter(alarms: readonly Raised[]): readonly {
  readonly first: Raised;
  readonly last: Raised;
  readonly times: number;
}[] {
  const counted = new Map<string, { first: Raised; last: Raised; times: number }>();
  for (const alarm of alarms) {
    const matter = JSON.stringify([alarm.kind, alarm.door, alarm.gateway, alarm.person]);
    const before = counted.get(matter) ?? { first: alarm, times: 0 };
    counted.set(matter, { ...before, last: alarm, times: before.times + (alarm.times ?? 1) });
  }
  return [...counted.values()];
}

/** With each new alarm goes the deadline by which somebody acknowledges it: as the site has it, else as it is built in. */
function raiseAlarms(client: ClientBase, siteId: string, raised: readonly Raised[]): Promise<unknown> {
  const alarms = countedByMatter(raised);
  return client.query({
    name: 'raise-alarms',
    text: `
      with given as (
        select * from unnest($2::int8[], $3::int2[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::int4[],
          $9::timestamptz[], $10::int4[], $11::int8[], $12::int4[])
          as g(seq, ordinal, kind, door, gateway, person, priority, at, times, last_seq, within_minutes)
      ), raised as (
        insert into alarms as open (site_id, state, active, raised_seq, ordinal, kind, door_id, gateway_id, person_id,
          priority, raised_at, times, repeated_seq)
        select $1, 'raised', true, seq, ordinal, kind, door, gateway, person, priority, at, times, nullif(last_seq, seq)
        from given
        on conflict (site_id, kind, door_id, gateway_id, person_id) where state <> 'resolved' do update
        set active = true, times = open.times + excluded.times,
          repeated_seq = coalesce(excluded.repeated_seq, excluded.raised_seq)
        returning raised_seq, ordinal
      ), timed as (
        select g.seq, g.ordinal, g.at, case when own.body ? 'acknowledgeWithinMinutes'
          then (own.body ->> 'acknowledgeWithinMinutes')::int4 else g.within_minutes end as minutes
        from given g
        left join lateral (
          select body from plan_elements
          where site_id = $1 and kind = 'alarm' and element_id = g.kind and until_seq is null limit 1
        ) own on true
        where (g.seq, g.ordinal) in (select raised_seq, ordinal from raised)
      )
      insert into deadlines (site_id, kind, ref, due_at)
      select $1, '${kind}', seq || '.' || ordinal, at + make_interval(mins => minutes) from timed
      where minutes is not null
      on conflict do nothing`,
    values: [
      siteId,
      arrayText(alarms.map(({ first }) => first.seq)),
      arrayText(alarms.map(({ first }) => first.ordinal)),
      arrayText(alarms.map(({ first }) => first.kind)),
      arrayText(alarms.map(({ first }) => first.door)),
      arrayText(alarms.map(({ first }) => first.gateway)),
      arrayText(alarms.map(({ first }) => first.person)),
      arrayText(alarms.map(({ first }) => alarmKinds[first.kind].priority)),
      arrayText(alarms.map(({ first }) => first.at)),
      arrayText(alarms.map(({ times }) => times)),
      arrayText(alarms.map(({ last }) => last.seq)),
      arrayText(alarms.map(({ first }) => acknowledgedWithinMinutes(first.kind))),
    ],
  });
}

function endAlarms(
  client: ClientBase,
  siteId: string,
  { kind, door, gateway, person, seq }: AlarmChange<AlarmEffect>,
): Promise<unknown> {
  return client.query({
    name: 'end-alarm',
    text: `
      update alarms set active = false, over_seq = $6
      where site_id = $1 and kind = $2 and active and door_id is not distinct from $3
        and gateway_id is not distinct from $4 and ($5::uuid is null or person_id = $5)`,
    values: [siteId, kind, door, gateway, person, seq],
  });
}

/** Whoever takes it, or its escalation, ends the deadline. */
function stepAlarm(
  client: ClientBase,
  siteId: string,
  { alarm, step, outcome, over, seq: stepSeq }: AlarmChange<AlarmStepEffect>,
): Promise<unknown> {
  const { seq, ordinal } = parseEntryPart(alarm);
  return client.query({
    name: 'step-alarm',
    text: `
      with over as (
        delete from deadlines where site_id = $1 and kind = '${kind}' and ref = $9
      )
      update alarms a set state = t.next, outcome = $6, active = a.active and not $7,
        acknowledged_seq = case when t.next = 'acknowledged' then $8 else a.acknowledged_seq end,
        resolved_seq = case when t.next = 'resolved' then $8 else a.resolved_seq end,
        escalated_seq = case when $10 then $8 else a.escalated_seq end,
        over_seq = case when a.active and $7 then $8 else a.over_seq end
      from unnest($4::text[], $5::text[]) as t(state, next)
      where a.site_id = $1 and a.raised_seq = $2::int8 and a.ordinal = $3::int2 and a.state = t.state`,
    values: [
      siteId,
      seq,
      ordinal,
      ...transitionsOf(step),
      outcome ?? null,
      over === true,
      stepSeq,
      alarm,
      step === 'escalate',
    ],
  });
}

/** The states a step leads from, and beside them those it leads to. */
function transitionsOf(
  step: AlarmStepEffect['step'],
): readonly [readonly AlarmState[], readonly AlarmState[]] {
  const from = Object.keys(alarmLifecycle).filter(isAlarmState);
  const pairs = from.flatMap((state) => {
    const next = alarmStateAfter(state, step);
    return next === undefined ? [] : [{ state, next }];
  });
  return [pairs.map(({ state }) => state), pairs.map(({ next }) => next)];
}

function isAlarmState(word: string): word is AlarmState {
  return Object.hasOwn(alarmLifecycle, word);
}

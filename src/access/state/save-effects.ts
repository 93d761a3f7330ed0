import type { ClientBase } from 'pg';
import { alarmPriorities } from '../../alarms/priorities.ts';
import { arrayText } from '../../db/array-text.ts';
import type { AlarmEffect, Effect } from '../../log/effects.ts';
import type { Place, SiteState } from './site-state.ts';

/** The effects of one entry, in the order it states them. */
export type RecordedEffects = {
  readonly seq: number;
  readonly at: Date;
  readonly effects: readonly Effect[];
};

/**
 * Brings the hot tables to `state`, the state after `recorded`; the caller holds the head. Only what the effects touch
 * is written. Nothing is awaited in between: a pipelined connection sends all at once.
 */
export function saveEffects(
  client: ClientBase,
  siteId: string,
  recorded: readonly RecordedEffects[],
  state: SiteState,
): Promise<unknown> {
  const effects = recorded.flatMap((entry) => entry.effects);
  return Promise.all([
    ...savePlaces(client, siteId, personsIn(effects), state),
    ...saveDoors(client, siteId, recorded),
    ...saveConditions(client, siteId, effects, recorded),
    ...saveAlarms(client, siteId, recorded),
  ]);
}

function personsIn(effects: readonly Effect[]): readonly string[] {
  const moved = effects.flatMap((effect) =>
    effect.type === 'presence' || effect.type === 'pending' || effect.type === 'pending-over'
      ? [effect.person]
      : [],
  );
  return [...new Set(moved)];
}

/** Places and, with each pending passage, its deadline. */
function savePlaces(
  client: ClientBase,
  siteId: string,
  persons: readonly string[],
  state: SiteState,
): readonly Promise<unknown>[] {
  const places = persons.flatMap((person): readonly (readonly [string, Place])[] => {
    const place = state.presence.get(person);
    return place === undefined ? [] : [[person, place]];
  });
  if (places.length === 0) return [];
  return [
    client.query({
      name: 'save-places',
      text: `
        with given as (
          select * from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::text[], $8::text[],
            $9::text[], $10::timestamptz[])
            as p(person_id, zone_id, certainty, since, since_seq, pending_door, pending_from, pending_to, pending_until)
        ), over as (
          delete from deadlines d using given
          where d.site_id = $1 and d.kind = 'passage-not-taken' and d.ref = given.person_id::text
            and given.pending_door is null
        ), due as (
          insert into deadlines (site_id, kind, ref, due_at)
          select $1, 'passage-not-taken', person_id::text, pending_until from given where pending_door is not null
          on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
        )
        insert into presence (site_id, person_id, zone_id, certainty, since, since_seq, pending_door, pending_from,
          pending_to, pending_until)
        select $1, given.* from given
        on conflict (site_id, person_id) do update set zone_id = excluded.zone_id, certainty = excluded.certainty,
          since = excluded.since, since_seq = excluded.since_seq, pending_door = excluded.pending_door,
          pending_from = excluded.pending_from, pending_to = excluded.pending_to, pending_until = excluded.pending_until`,
      values: [
        siteId,
        arrayText(places.map(([person]) => person)),
        arrayText(places.map(([, place]) => place.zone)),
        arrayText(places.map(([, place]) => place.certainty)),
        arrayText(places.map(([, place]) => place.since)),
        arrayText(places.map(([, place]) => place.seq)),
        arrayText(places.map(([, { pending }]) => pending?.door)),
        arrayText(places.map(([, { pending }]) => pending?.from)),
        arrayText(places.map(([, { pending }]) => pending?.to)),
        arrayText(places.map(([, { pending }]) => pending?.until)),
      ],
    }),
  ];
}

function saveDoors(
  client: ClientBase,
  siteId: string,
  recorded: readonly RecordedEffects[],
): readonly Promise<unknown>[] {
  const last = new Map(
    recorded.flatMap(({ seq, at, effects }) =>
      effects.flatMap((effect) =>
        effect.type === 'door' ? [[effect.door, { ...effect, at: effect.since ?? at, seq }] as const] : [],
      ),
    ),
  );
  if (last.size === 0) return [];
  const doors = [...last.values()];
  return [
    client.query({
      name: 'save-doors',
      text: `
        insert into door_states (site_id, door_id, position, since, since_seq)
        select $1, * from unnest($2::text[], $3::text[], $4::timestamptz[], $5::int8[])
        on conflict (site_id, door_id) do update
        set position = excluded.position, since = excluded.since, since_seq = excluded.since_seq`,
      values: [
        siteId,
        arrayText(doors.map(({ door }) => door)),
        arrayText(doors.map(({ position }) => position)),
        arrayText(doors.map(({ at }) => at)),
        arrayText(doors.map(({ seq }) => seq)),
      ],
    }),
  ];
}

/** In the order they were recorded: what was begun and ended within one batch is off. */
function saveConditions(
  client: ClientBase,
  siteId: string,
  effects: readonly Effect[],
  recorded: readonly RecordedEffects[],
): readonly Promise<unknown>[] {
  if (!effects.some(({ type }) => type === 'condition' || type === 'gateway')) return [];
  return recorded.flatMap(({ seq, at, effects: ofEntry }) =>
    ofEntry.flatMap((effect): readonly Promise<unknown>[] => {
      if (effect.type !== 'condition' && effect.type !== 'gateway') return [];
      const place = effect.type === 'gateway' ? effect.gateway : (effect.zone ?? '');
      const key = [siteId, effect.condition, place];
      return effect.on
        ? [client.query({ ...beginCondition, values: [...key, at, seq] })]
        : [client.query({ ...endCondition, values: key })];
    }),
  );
}

const beginCondition = {
  name: 'begin-condition',
  text: `
    insert into conditions (site_id, condition, place, since, since_seq) values ($1, $2, $3, $4, $5)
    on conflict (site_id, condition, place) do nothing`,
};

const endCondition = {
  name: 'end-condition',
  text: 'delete from conditions where site_id = $1 and condition = $2 and place = $3',
};

function saveAlarms(
  client: ClientBase,
  siteId: string,
  recorded: readonly RecordedEffects[],
): readonly Promise<unknown>[] {
  const alarms = recorded.flatMap(({ seq, at, effects }) =>
    effects
      .filter((effect): effect is AlarmEffect => effect.type === 'alarm')
      .map((alarm, ordinal) => ({ ...alarm, seq, at, ordinal })),
  );
  return runsOf(alarms).map((run) => {
    const [first] = run;
    if (first === undefined || first.active) return raiseAlarms(client, siteId, run);
    const { kind, door, gateway, person } = first;
    return client.query({ ...endAlarm, values: [siteId, kind, door, gateway, person] });
  });
}

type RecordedAlarm = AlarmEffect & { readonly seq: number; readonly at: Date; readonly ordinal: number };

/** Raised ones that follow each other go together; one that ends others stands alone, in its place. */
function runsOf(alarms: readonly RecordedAlarm[]): readonly (readonly RecordedAlarm[])[] {
  const runs: RecordedAlarm[][] = [];
  for (const alarm of alarms) {
    const last = runs.at(-1);
    if (alarm.active && last?.[0]?.active) last.push(alarm);
    else runs.push([alarm]);
  }
  return runs;
}

function raiseAlarms(client: ClientBase, siteId: string, alarms: readonly RecordedAlarm[]): Promise<unknown> {
  return client.query({
    name: 'raise-alarms',
    text: `
      insert into alarms (site_id, state, active, raised_seq, ordinal, kind, door_id, gateway_id, person_id, priority,
        raised_at)
      select $1, 'raised', true, * from unnest($2::int8[], $3::int2[], $4::text[], $5::text[], $6::text[], $7::uuid[],
        $8::int4[], $9::timestamptz[])`,
    values: [
      siteId,
      arrayText(alarms.map(({ seq }) => seq)),
      arrayText(alarms.map(({ ordinal }) => ordinal)),
      arrayText(alarms.map(({ kind }) => kind)),
      arrayText(alarms.map(({ door }) => door)),
      arrayText(alarms.map(({ gateway }) => gateway)),
      arrayText(alarms.map(({ person }) => person)),
      arrayText(alarms.map(({ kind }) => alarmPriorities[kind])),
      arrayText(alarms.map(({ at }) => at)),
    ],
  });
}

const endAlarm = {
  name: 'end-alarm',
  text: `
    update alarms set active = false
    where site_id = $1 and kind = $2 and active and door_id is not distinct from $3 and gateway_id is not distinct from $4
      and ($5::uuid is null or person_id = $5)`,
};

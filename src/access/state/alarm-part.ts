import type { ClientBase } from 'pg';
import { arrayText } from '../../db/array-text.ts';
import { alarmKinds } from '../../log/alarm-kinds.ts';
import type { AlarmEffect } from '../../log/effects.ts';
import type { HotPart } from './hot-part.ts';
import type { RaisedOrOver } from './hot-rows.ts';
import { alarmKey } from './site-state.ts';

export const alarmPart: HotPart<AlarmEffect> = {
  /** What is over is over for every alarm of the kind at the place the effect names, whoever raised it. */
  apply(draft, { kind, active, door, gateway, person }, { seq, at }) {
    if (active) {
      const key = alarmKey({ kind, door, gateway, person });
      const before = draft.alarms.get(key) ?? { kind, door, gateway, person, since: at, seq, times: 0 };
      draft.alarms.set(key, { ...before, times: before.times + 1 });
      return;
    }
    for (const [key, alarm] of draft.alarms) {
      const samePlace = alarm.door === door && alarm.gateway === gateway;
      if (alarm.kind === kind && samePlace && (person === undefined || alarm.person === person)) {
        draft.alarms.delete(key);
      }
    }
  },
  save(rows, effect, moment) {
    rows.alarms.push({ ...effect, ...moment });
  },
};

/** Writes raised alarms as rows of their own, and ends those that are over. */
export function saveAlarms(
  client: ClientBase,
  siteId: string,
  alarms: readonly RaisedOrOver[],
): readonly Promise<unknown>[] {
  return runsOf(alarms).map((run) => {
    const [first] = run;
    if (first === undefined || first.active) return raiseAlarms(client, siteId, run);
    const { kind, door, gateway, person } = first;
    return client.query({ ...endAlarm, values: [siteId, kind, door, gateway, person] });
  });
}

/** Raised ones that follow each other go together; one that ends others stands alone, in its place. */
function runsOf(alarms: readonly RaisedOrOver[]): readonly (readonly RaisedOrOver[])[] {
  const runs: RaisedOrOver[][] = [];
  for (const alarm of alarms) {
    const last = runs.at(-1);
    if (alarm.active && last?.[0]?.active) last.push(alarm);
    else runs.push([alarm]);
  }
  return runs;
}

function raiseAlarms(client: ClientBase, siteId: string, alarms: readonly RaisedOrOver[]): Promise<unknown> {
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
      arrayText(alarms.map(({ kind }) => alarmKinds[kind].priority)),
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

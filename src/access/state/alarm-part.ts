import { alarmStateAfter } from '../../log/entry/alarm-lifecycle.ts';
import type { AlarmEffect, AlarmStepEffect } from '../../log/entry/effects.ts';
import { formatEntryPart } from '../../log/entry/entry-part.ts';
import type { HotPart, StateDraft } from './hot-part.ts';
import { openAlarmOf, type StandingAlarm } from './site-state.ts';

export const alarmPart: HotPart<AlarmEffect> = {
  /** What is over is over for every alarm of the kind at the place the effect names, whoever raised it. */
  apply(draft, { kind, active, door, gateway, person, times = 1 }, { seq, at, ordinal }) {
    if (active) {
      const fresh = {
        kind,
        door,
        gateway,
        person,
        state: 'raised',
        since: at,
        seq,
        ordinal,
        times: 0,
        escalated: false,
      } as const;
      const open = openAlarmOf(draft, fresh) ?? fresh;
      stand(draft, { ...open, active: true, times: open.times + times });
      return;
    }
    for (const alarm of draft.alarms.values()) {
      const samePlace = alarm.door === door && alarm.gateway === gateway;
      if (alarm.kind === kind && samePlace && (person === undefined || alarm.person === person)) {
        stand(draft, { ...alarm, active: false });
      }
    }
  },
  save(rows, effect, moment) {
    rows.alarms.push({ ...effect, ...moment });
  },
};

export const alarmStepPart: HotPart<AlarmStepEffect> = {
  /** An act knows of the site only what it states itself: its alarm may not be in the draft. */
  apply(draft, { alarm: id, step, over }) {
    const alarm = draft.alarms.get(id);
    const state = alarm === undefined ? undefined : alarmStateAfter(alarm.state, step);
    if (alarm === undefined || state === undefined) return;
    const escalated = alarm.escalated || step === 'escalate';
    stand(draft, { ...alarm, state, escalated, active: alarm.active && over === undefined });
  },
  save(rows, effect, moment) {
    rows.alarms.push({ ...effect, ...moment });
  },
};

/** An alarm stands while there is something to do about it, or its cause lasts. */
function stand({ alarms }: StateDraft, alarm: StandingAlarm): void {
  const id = formatEntryPart(alarm);
  if (alarm.state === 'resolved' && !alarm.active) alarms.delete(id);
  else alarms.set(id, alarm);
}

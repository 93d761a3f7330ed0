import type {
  AlarmEffect,
  ConditionEffect,
  Effect,
  GatewayEffect,
  PendingEffect,
  PendingOverEffect,
  PresenceEffect,
} from '../../log/effects.ts';
import { conditionKey, type SiteState } from './site-state.ts';

/** The entry whose effects are applied: its seq and when it was recorded. */
export type Moment = { readonly seq: number; readonly at: Date };

export type EntryEffects = Moment & { readonly effects: readonly Effect[] };

/** A state in the making: its owner applies effects to it, everybody else reads it as a {@link SiteState}. */
export type StateDraft = {
  -readonly [Key in keyof SiteState]: SiteState[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : SiteState[Key];
};

/** A draft that begins as `state` and leaves it as it is. */
export function draftOf(state: SiteState): StateDraft {
  return {
    seq: state.seq,
    presence: new Map(state.presence),
    doors: new Map(state.doors),
    gateways: new Map(state.gateways),
    conditions: new Map(state.conditions),
    alarms: new Map(state.alarms),
  };
}

/** Brings a draft to the state after one entry. */
export function applyTo(draft: StateDraft, { effects, seq, at }: EntryEffects): void {
  for (const effect of effects) apply(draft, effect, { seq, at });
  draft.seq = seq;
}

/** The state after one entry. The state before stays as it was. */
export function applyEffects(state: SiteState, effects: readonly Effect[], moment: Moment): SiteState {
  return replayEffects(state, [{ ...moment, effects }]);
}

/** The state after many entries: the same steps, with one copy for all of them. */
export function replayEffects(state: SiteState, entries: Iterable<EntryEffects>): SiteState {
  const draft = draftOf(state);
  for (const entry of entries) applyTo(draft, entry);
  return draft;
}

function apply(draft: StateDraft, effect: Effect, moment: Moment): void {
  switch (effect.type) {
    case 'presence':
      applyPresence(draft, effect, moment);
      break;
    case 'pending':
      applyPending(draft, effect, moment);
      break;
    case 'pending-over':
      applyPendingOver(draft, effect);
      break;
    case 'door':
      draft.doors.set(effect.door, effect.position);
      break;
    case 'gateway':
      applyGateway(draft, effect);
      break;
    case 'condition':
      applyCondition(draft, effect, moment);
      break;
    case 'alarm':
      applyAlarm(draft, effect, moment);
      break;
  }
}

/** A new place ends whatever was pending. */
function applyPresence(draft: StateDraft, effect: PresenceEffect, { seq, at }: Moment): void {
  const { person, zone, certainty } = effect;
  const since = effect.since === undefined ? at : new Date(effect.since);
  draft.presence.set(person, { zone, certainty, since, seq, pending: undefined });
}

/** A second grant at another door takes the place of the first: one person walks through one door. */
function applyPending(draft: StateDraft, effect: PendingEffect, { seq }: Moment): void {
  const { person, door, from, to } = effect;
  const before = draft.presence.get(person) ?? { zone: null, certainty: 'assumed', since: undefined, seq };
  draft.presence.set(person, { ...before, pending: { door, from, to, until: new Date(effect.until) } });
}

/** A passage pending at another door by now is not the one that is over. */
function applyPendingOver(draft: StateDraft, { person, door }: PendingOverEffect): void {
  const before = draft.presence.get(person);
  if (before?.pending?.door === door) draft.presence.set(person, { ...before, pending: undefined });
}

function applyGateway(draft: StateDraft, { gateway, condition, on }: GatewayEffect): void {
  const conditions = new Set(draft.gateways.get(gateway));
  if (on) conditions.add(condition);
  else conditions.delete(condition);
  if (conditions.size === 0) draft.gateways.delete(gateway);
  else draft.gateways.set(gateway, conditions);
}

/** Declared twice, an emergency has lasted since the first time. */
function applyCondition(
  draft: StateDraft,
  { condition, zone, on }: ConditionEffect,
  { seq, at }: Moment,
): void {
  const key = conditionKey(condition, zone);
  if (!on) draft.conditions.delete(key);
  else if (!draft.conditions.has(key)) draft.conditions.set(key, { condition, zone, since: at, seq });
}

/** What is over is over for every alarm of the kind at the place the effect names, whoever raised it. */
function applyAlarm(draft: StateDraft, effect: AlarmEffect, { seq, at }: Moment): void {
  const { kind, door, gateway, person } = effect;
  if (effect.active) {
    const key = JSON.stringify([kind, door, gateway, person]);
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
}

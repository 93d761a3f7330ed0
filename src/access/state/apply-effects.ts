import type { Effect } from '../../log/entry/effects.ts';
import { numberedEffects } from '../../log/entry/numbered-effects.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import { applyEffect } from './every-hot-part.ts';
import type { Moment, StateDraft } from './hot-part.ts';
import type { SiteState } from './site-state.ts';

/** A draft that begins as `state` and leaves it as it is. */
export function draftOf(state: SiteState): StateDraft {
  return {
    seq: state.seq,
    presence: new Map(state.presence),
    waits: new Map(state.waits),
    custody: new Map(state.custody),
    doors: new Map(state.doors),
    gateways: new Map(state.gateways),
    conditions: new Map(state.conditions),
    groups: new Map(state.groups),
    alarms: new Map(state.alarms),
  };
}

/** Brings a draft to the state after one entry. */
export function applyTo(draft: StateDraft, { effects, seq, at }: RecordedEffects): void {
  for (const { effect, ordinal } of numberedEffects(effects))
    applyEffect(draft, effect, { seq, at, ordinal });
  draft.seq = seq;
}

/** The state after one entry. The state before stays as it was. */
export function applyEffects(state: SiteState, effects: readonly Effect[], moment: Moment): SiteState {
  return replayEffects(state, [{ ...moment, effects }]);
}

/** The state after many entries: the same steps, with one copy for all of them. */
export function replayEffects(state: SiteState, entries: Iterable<RecordedEffects>): SiteState {
  const draft = draftOf(state);
  for (const entry of entries) applyTo(draft, entry);
  return draft;
}

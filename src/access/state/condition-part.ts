import type { ConditionEffect } from '../../log/entry/effects.ts';
import type { HotPart } from './hot-part.ts';
import { conditionKey } from './site-state.ts';

export const conditionPart: HotPart<ConditionEffect> = {
  /** Declared twice, an emergency has lasted since the first time. */
  apply(draft, { condition, zone, on }, { seq, at }) {
    const key = conditionKey(condition, zone);
    if (!on) draft.conditions.delete(key);
    else if (!draft.conditions.has(key)) draft.conditions.set(key, { condition, zone, since: at, seq });
  },
  save(rows, { condition, zone, on }, { seq, at }) {
    rows.conditions.push({ condition, target: zone ?? '', door: '', on, seq, at });
  },
};

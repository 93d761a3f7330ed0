import type { GatewayEffect } from '../../log/entry/effects.ts';
import type { HotPart } from './hot-part.ts';
import { troubleKey } from './site-state.ts';

export const gatewayPart: HotPart<GatewayEffect> = {
  apply(draft, { gateway, condition, door, on }) {
    const trouble = { gateway, condition, door };
    if (on) draft.gateways.set(troubleKey(trouble), trouble);
    else draft.gateways.delete(troubleKey(trouble));
  },
  save(rows, { gateway, condition, door = '', on }, { seq, at }) {
    rows.conditions.push({ condition, target: gateway, door, on, seq, at });
  },
};

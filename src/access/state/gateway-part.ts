import type { GatewayEffect } from '../../log/effects.ts';
import type { HotPart } from './hot-part.ts';

export const gatewayPart: HotPart<GatewayEffect> = {
  apply(draft, { gateway, condition, on }) {
    const conditions = new Set(draft.gateways.get(gateway));
    if (on) conditions.add(condition);
    else conditions.delete(condition);
    if (conditions.size === 0) draft.gateways.delete(gateway);
    else draft.gateways.set(gateway, conditions);
  },
  save(rows, { gateway, condition, on }, { seq, at }) {
    rows.conditions.push({ condition, target: gateway, on, seq, at });
  },
};

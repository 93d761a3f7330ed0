import { holdingOf } from './holding-of.ts';
import type { Layers, RuledZone } from './layers.ts';
import type { PolicyRow } from './policy.ts';

/** Whether a row binds what the zone holds: 要保護情報, 要安定情報, or everything. */
export function isInScope({ scope }: Pick<PolicyRow, 'scope'>, zone: RuledZone, layers: Layers): boolean {
  return scope === undefined || holdingOf(scope, zone, layers).holds;
}

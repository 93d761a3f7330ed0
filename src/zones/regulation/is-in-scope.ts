import type { Circumstances } from './circumstances.ts';
import { holdingOf } from './holding-of.ts';
import type { Layers, RuledZone } from './layers.ts';
import type { PolicyRow } from './policy.ts';

/** Whether a row binds what the zone holds, or what is brought there: 要保護情報, 要安定情報, or everything. */
export function isInScope(
  { scope }: Pick<PolicyRow, 'scope'>,
  zone: RuledZone,
  { brought }: Circumstances,
  layers: Layers,
): boolean {
  return scope === undefined || scope === brought || holdingOf(scope, zone, layers).holds;
}

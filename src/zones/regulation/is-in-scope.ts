import type { RuledZone } from './layers.ts';
import type { PolicyRow } from './policy.ts';

/** Whether a row binds what the zone holds: 要保護情報, 要安定情報, or everything. */
export function isInScope({ scope }: Pick<PolicyRow, 'scope'>, zone: RuledZone): boolean {
  if (scope === undefined) return true;
  return scope === 'protected-systems' ? zone.holdsProtectedSystems : zone.holdsStableSystems;
}

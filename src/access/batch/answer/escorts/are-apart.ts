import { isInForce, type SiteState } from '../../../state/site-state.ts';
import { zoneOf } from './zone-of.ts';

/** Whether somebody is known to be elsewhere than a ward is. An emergency parts nobody: who gets out by which door is counted elsewhere. */
export function areApart(state: SiteState, ward: string, escort: string, at: Date): boolean {
  const [zone, other] = [ward, escort].map((one) => zoneOf(state.presence.get(one), at));
  if (zone === undefined || other === undefined || zone === other) return false;
  return !isInForce(state, 'emergency', zone);
}

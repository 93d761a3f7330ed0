import type { CustodyBasis } from '../../../../log/entry/effects.ts';
import type { ZonesAsking } from '../../../rules/duties-of-plan.ts';
import { escortDuty } from './escort-duty.ts';

/** Whether a zone asks for an escort of whoever is a ward on this basis; a zone that is none asks for nothing. */
export function isEscortAsked(rules: ZonesAsking, zone: string, at: Date, basis: CustodyBasis): boolean {
  return rules.zones.has(zone) && escortDuty(rules, zone, at, basis).duty.required;
}

import type { CustodyBasis } from '../../../../log/effects.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import { escortDuty } from './escort-duty.ts';

/** Whether a zone asks for an escort of whoever is a ward on this basis; a zone that is none asks for nothing. */
export function isEscortAsked(
  rules: Pick<SiteRules, 'zones' | 'duties'>,
  zone: string,
  at: Date,
  basis: CustodyBasis,
): boolean {
  return rules.zones.has(zone) && escortDuty(rules, zone, at, basis).duty.required;
}

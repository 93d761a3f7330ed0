import type { CustodyBasis } from '../../../../log/effects.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';

/** Whether a zone asks for an escort of whoever is a ward on this basis: row 35 of visitors, row 34 of other outsiders. */
export function isEscortAsked(
  { zones, duties }: Pick<SiteRules, 'zones' | 'duties'>,
  zone: string,
  at: Date,
  basis: CustodyBasis,
): boolean {
  if (!zones.has(zone)) return false;
  return basis === 'visit'
    ? duties(zone, at, 'visitor').t1r35.required
    : duties(zone, at, 'card-lent').t1r34.required;
}

import type { EscortRight } from '../../../decide/escort/escort-fault.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';

/** Whoever names nobody is escorted by nobody. A unit escorts the outsiders of its hosts where the site lets it. */
export function rightHere(rules: SiteRules, right: EscortRight | undefined): EscortRight | undefined {
  if (right === undefined) return undefined;
  const organisations = rules.visitors.unitEscorts ? right.organisations : [];
  return right.persons.length + organisations.length === 0 ? undefined : { ...right, organisations };
}

import type { Role } from '../../authority/roles.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { Consent } from '../rule/consent.ts';
import type { Need } from '../rule/rule-told.ts';

/** Asks whether whoever decides holds a role at a place. */
export type Holds = (role: Role, where: { readonly scope?: string }) => boolean;

/** What whoever decides adds, and what is needed still: nothing = everybody has consented. */
export type ConsentOutcome = {
  readonly added: readonly Omit<Consent, 'by' | 'at'>[];
  readonly missing: readonly Need[];
};

/**
 * Weighs one person's consent against what is needed now. A consent counts for the need it was given to: where a
 * determination now names another decider, it asks anew.
 */
export function judgeConsent(
  needs: readonly Need[],
  given: readonly Consent[],
  holds: Holds,
): ConsentOutcome {
  const open = needs.filter((need) => !given.some((consent) => sameNeed(consent, need)));
  const added = open.flatMap((need) => {
    const as = need.anyOf.find((role) => holds(role, scopeOf(role, need)));
    return as === undefined ? [] : [{ ...needIn(need), as }];
  });
  return { added, missing: open.filter((need) => !added.some((one) => sameNeed(one, need))) };
}

/** Whether two consents, or a consent and a need, are for the same. */
export function sameNeed(one: Need, other: Need): boolean {
  return sameValue(needIn(one), needIn(other));
}

function needIn({ zone, unit, anyOf }: Need): Need {
  return { zone, unit, anyOf };
}

/** A unit that nobody named is nobody's: then only who answers for every unit consents. */
function scopeOf(role: Role, { zone, unit }: Need): { readonly scope?: string } {
  if (role === 'zone-officer' && zone !== null) return { scope: zone };
  return role === 'section-officer' ? { scope: unit ?? '' } : {};
}

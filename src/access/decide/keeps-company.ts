import type { PersonFacts } from './facts/person-facts.ts';
import { basisOf } from './rule.ts';

/**
 * Whether this person keeps others company where nobody may be alone. Two or more are asked for so that each has a colleague who may be
 * there in their own right. Visitors and couriers are under somebody's eyes themselves, and a person suspended or gone has no
 * right to be there.
 */
export function keepsCompany({ kind, state }: Pick<PersonFacts, 'kind' | 'state'>): boolean {
  return basisOf(kind) === 'standing' && state === 'active';
}

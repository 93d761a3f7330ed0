import type { ItemTerms, ItemWay } from './item-terms.ts';

/**
 * Which ways of carrying a permit covers. What may leave freely is asked of both ways at once, so that whoever decides the way out
 * consents to it beforehand; so is what comes back.
 */
export function waysOf({
  way,
  leaving,
  returns,
}: Pick<ItemTerms, 'way' | 'leaving' | 'returns'>): readonly ItemWay[] {
  const both = way === 'in' ? leaving === 'freely' : returns === true;
  return both ? ['in', 'out'] : [way];
}

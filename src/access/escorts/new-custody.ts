import type { Effect } from '../../log/effects.ts';
import type { Custody } from '../state/site-state.ts';

/**
 * Begins custody by an act. What was before is over first, so that an act states it whole; the guard who was told of a ward alone
 * hears that it is over.
 */
export function newCustody(
  taken: Omit<Extract<Effect, { readonly type: 'custody' }>, 'type'>,
  broken: Custody['broken'],
): readonly Effect[] {
  const told = broken !== undefined && broken.until === undefined;
  return [
    { type: 'custody-over', ward: taken.ward },
    { type: 'custody', ...taken },
    ...(told
      ? [{ type: 'alarm', kind: 'visitor-abandoned', active: false, person: taken.ward } as const]
      : []),
  ];
}

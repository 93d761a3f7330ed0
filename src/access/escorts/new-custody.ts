import type { Effect } from '../../log/entry/effects.ts';
import type { Custody } from '../state/site-state.ts';
import { overCustody } from './over-custody.ts';

/** Begins custody by an act. What was before is over first, so that an act states it whole. */
export function newCustody(
  taken: Omit<Extract<Effect, { readonly type: 'custody' }>, 'type'>,
  broken: Custody['broken'],
): readonly Effect[] {
  return [...overCustody(taken.ward, broken), { type: 'custody', ...taken }];
}

import type { Effect } from '../../log/entry/effects.ts';
import type { AbandonedPassage } from './door-event.ts';

/** At a door without contact a passage had been assumed: the person is put back, as surely as he was moved. */
export function undoPassage({
  person,
  door,
  from,
  state,
}: Pick<AbandonedPassage, 'person' | 'door' | 'from' | 'state'>): Effect {
  if (state === 'waiting') return { type: 'wait-over', person, door };
  if (state === 'pending') return { type: 'pending-over', person, door };
  return { type: 'presence', person, zone: from, certainty: 'assumed' };
}

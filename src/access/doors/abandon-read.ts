import type { Effect } from '../../log/effects.ts';
import type { AbandonedPassage, DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

/**
 * The gateway gave up waiting for our answer and kept the door shut, so what that read gave never was: to whoever read, and to
 * whoever waited and would have passed together.
 */
export function abandonRead(_: DoorEvent, { abandoned }: DoorEventFacts): DoorEventDecision {
  return abandoned.length === 0
    ? { effects: [], notes: ['nothing-to-abandon'] }
    : { effects: abandoned.map(undo), notes: [] };
}

/** At a door without contact a passage had been assumed: the person is put back, as surely as he was moved. */
function undo({ person, door, from, state }: AbandonedPassage): Effect {
  if (state === 'waiting') return { type: 'wait-over', person, door };
  if (state === 'pending') return { type: 'pending-over', person, door };
  return { type: 'presence', person, zone: from, certainty: 'assumed' };
}

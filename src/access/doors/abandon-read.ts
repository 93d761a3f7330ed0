import type { Effect } from '../../log/effects.ts';
import type { AbandonedPassage, DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

/**
 * The gateway gave up waiting for our answer and kept the door shut, so what that read gave never was: to whoever read, and to
 * whoever waited and would have passed together.
 */
export function abandonRead(_: DoorEvent, { abandoned }: DoorEventFacts): DoorEventDecision {
  return abandoned.length === 0
    ? { effects: [], notes: ['nothing-to-abandon'] }
    : { effects: [...abandoned.map(undo), ...undoCustody(abandoned)], notes: [] };
}

/** At a door without contact a passage had been assumed: the person is put back, as surely as he was moved. */
function undo({ person, door, from, state }: AbandonedPassage): Effect {
  if (state === 'waiting') return { type: 'wait-over', person, door };
  if (state === 'pending') return { type: 'pending-over', person, door };
  return { type: 'presence', person, zone: from, certainty: 'assumed' };
}

/** Whether ward and escort are together all the same is settled at once. */
function undoCustody(abandoned: readonly AbandonedPassage[]): readonly Effect[] {
  const until = new Map(abandoned.flatMap(({ parted, at }) => parted.map((ward) => [ward, at] as const)));
  return [...until].map(([ward, at]) => ({ type: 'custody-broken', ward, until: at.toISOString() }));
}

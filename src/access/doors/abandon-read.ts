import type { DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

/**
 * The gateway gave up waiting for our answer and kept the door shut, so the passage granted to that read never was.
 * At a door without contact it had been assumed: the person is put back, as surely as he was moved.
 */
export function abandonRead({ door }: DoorEvent, { abandoned }: DoorEventFacts): DoorEventDecision {
  if (abandoned === undefined) return { effects: [], notes: ['nothing-to-abandon'] };
  const { person, from, state } = abandoned;
  if (state === 'assumed') {
    return { effects: [{ type: 'presence', person, zone: from, certainty: 'assumed' }], notes: [] };
  }
  if (door === undefined) return { effects: [], notes: ['door-missing'] };
  return { effects: [{ type: 'pending-over', person, door }], notes: [] };
}

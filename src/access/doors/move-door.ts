import type { AlarmEffect, Effect } from '../../log/effects.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

const doorMissing: DoorEventDecision = { effects: [], notes: ['door-missing'] };

/** One opening takes every passage pending at the door. */
export function openDoor({ door }: DoorEvent, { pending }: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const taken = pending.map(
    ({ person, to }): Effect => ({ type: 'presence', person, zone: to, certainty: 'confirmed', door }),
  );
  return {
    effects: [{ type: 'door', door, position: 'open' }, ...taken],
    notes: taken.length === 0 ? ['opened-without-grant'] : [],
  };
}

/** Closed or restored: the door is shut, and what was active of it is over. */
export function closeDoor({ door }: DoorEvent, { position }: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const over: readonly AlarmEffect[] =
    position === 'forced' || position === 'held'
      ? (['door-forced', 'door-held'] as const).map((kind) => ({ type: 'alarm', kind, active: false, door }))
      : [];
  return { effects: [{ type: 'door', door, position: 'closed' }, ...over], notes: [] };
}

/** Opened by force: nobody's pending passage is taken by it. */
export function forceDoor({ door }: DoorEvent): DoorEventDecision {
  return door === undefined ? doorMissing : alarmed(door, 'forced');
}

export function holdDoor({ door }: DoorEvent): DoorEventDecision {
  return door === undefined ? doorMissing : alarmed(door, 'held');
}

function alarmed(door: string, position: 'forced' | 'held'): DoorEventDecision {
  return {
    effects: [
      { type: 'door', door, position },
      { type: 'alarm', kind: `door-${position}`, active: true, door },
    ],
    notes: [],
  };
}

import type { AlarmKind } from '../../log/alarm-kinds.ts';
import type { AlarmEffect, DoorPosition, Effect } from '../../log/effects.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

const doorMissing: DoorEventDecision = { effects: [], notes: ['door-missing'] };

/** One opening takes every passage pending at the door. One that was forced or held stays so until it is shut. */
export function openDoor({ door }: DoorEvent, { pending, position }: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const taken = pending.map(
    ({ person, to }): Effect => ({ type: 'presence', person, zone: to, certainty: 'confirmed', door }),
  );
  return {
    effects: isAlarmed(position) ? taken : [{ type: 'door', door, position: 'open' }, ...taken],
    notes: taken.length === 0 ? ['opened-without-grant'] : [],
  };
}

/** Closed or restored: the door is shut, and what was active of it is over. */
export function closeDoor({ door }: DoorEvent, { position }: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const over: readonly AlarmEffect[] = isAlarmed(position)
    ? (['door-forced', 'door-held'] as const).map((kind) => ({ type: 'alarm', kind, active: false, door }))
    : [];
  return { effects: [{ type: 'door', door, position: 'closed' }, ...over], notes: [] };
}

function isAlarmed(position: DoorPosition | undefined): boolean {
  return position === 'forced' || position === 'held';
}

/** Opened by force: nobody's pending passage is taken by it. */
export function forceDoor(event: DoorEvent): DoorEventDecision {
  return alarmed(event, 'forced');
}

export function holdDoor(event: DoorEvent): DoorEventDecision {
  return alarmed(event, 'held');
}

function alarmed({ door, gateway }: DoorEvent, position: 'forced' | 'held'): DoorEventDecision {
  if (door === undefined) return somewhere(gateway, `door-${position}`);
  return {
    effects: [
      { type: 'door', door, position },
      { type: 'alarm', kind: `door-${position}`, active: true, door },
    ],
    notes: [],
  };
}

/** At a door that nobody can name: somebody has to look, and no closing will ever end it. */
function somewhere(gateway: string, kind: AlarmKind): DoorEventDecision {
  const raised = { type: 'alarm', kind, active: true, gateway } as const;
  return { effects: [raised, { ...raised, active: false }], notes: doorMissing.notes };
}

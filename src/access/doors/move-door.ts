import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { AlarmEffect, AllowedOpenings, DoorPosition, Effect } from '../../log/entry/effects.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

const doorMissing: DoorEventDecision = { effects: [], notes: ['door-missing'] };

/**
 * One opening takes every passage pending at the door, and confirms whoever has read for it; of those who go along it tells nothing, and
 * in an emergency nobody goes along. One that was forced or held stays so until it is shut. Where everybody is
 * read, a closed door that opens on nothing that was granted is opened by somebody who followed, or came by another way.
 */
export function openDoor({ door }: DoorEvent, facts: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const { pending, position, allowed, readsEverybody, emergency } = facts;
  const taken = pending
    .filter(({ along }) => !(along && emergency))
    .map(({ person, to, along }): Effect => {
      const certainty = along ? 'assumed' : 'confirmed';
      return { type: 'presence', person, zone: to, certainty, door };
    });
  const expected = facts.opensForCrew ? ('crew-on-its-way' as const) : ('opened-without-grant' as const);
  const notes = taken.length === 0 ? [expected] : [];
  if (isAlarmed(position)) return { effects: taken, notes };
  const accountedFor = taken.length > 0 || allowed !== undefined || facts.opensForCrew;
  const followed = readsEverybody && position === 'closed' && !accountedFor;
  return {
    effects: [
      { type: 'door', door, position: 'open', ...allowedAfter(facts) },
      ...taken,
      ...(followed ? [{ type: 'alarm', kind: 'tailgating-suspected', active: true, door } as const] : []),
    ],
    notes,
  };
}

/**
 * How often the door may open after this opening: as often as was granted, less this once. A contact that tells twice that the
 * door stands open tells of one opening.
 */
function allowedAfter({ pending, pendingUntil, position, allowed, readsEverybody }: DoorEventFacts): {
  readonly allowed?: AllowedOpenings;
} {
  const isOpening = position !== 'open' || pending.length > 0;
  const openings = (allowed?.openings ?? 0) + pending.length - (isOpening ? 1 : 0);
  const until = latest(allowed?.until, pendingUntil);
  return readsEverybody && openings > 0 && until !== undefined ? { allowed: { openings, until } } : {};
}

/** An exit button was pressed, or a PIN accepted: the door may open once more. */
export function allowOpening(
  { door }: DoorEvent,
  { position, since, allowed, opensUntil }: DoorEventFacts,
): DoorEventDecision {
  const until = opensUntil && latest(allowed?.until, opensUntil);
  if (door === undefined || position === undefined || since === undefined || until === undefined) {
    return { effects: [], notes: [] };
  }
  const openings = (allowed?.openings ?? 0) + 1;
  return { effects: [{ type: 'door', door, position, since, allowed: { openings, until } }], notes: [] };
}

/** The later of two instants of one spelling. */
function latest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

/** Closed or restored: the door is shut, and what was active of it is over. */
export function closeDoor({ door }: DoorEvent, { position, allowed }: DoorEventFacts): DoorEventDecision {
  if (door === undefined) return doorMissing;
  const over: readonly AlarmEffect[] = isAlarmed(position)
    ? (['door-forced', 'door-held'] as const).map((kind) => ({ type: 'alarm', kind, active: false, door }))
    : [];
  const still = allowed === undefined ? {} : { allowed };
  return { effects: [{ type: 'door', door, position: 'closed', ...still }, ...over], notes: [] };
}

function isAlarmed(position: DoorPosition | undefined): boolean {
  return position === 'forced' || position === 'held';
}

/** Opened by force: nobody's pending passage is taken by it. */
export function forceDoor(event: DoorEvent, facts: DoorEventFacts): DoorEventDecision {
  return alarmed(event, facts, 'forced');
}

export function holdDoor(event: DoorEvent, facts: DoorEventFacts): DoorEventDecision {
  return alarmed(event, facts, 'held');
}

/** A crew that was let in opens doors by key and keeps them open: that is what somebody said it would do. */
function alarmed(
  { door, gateway }: DoorEvent,
  { opensForCrew }: DoorEventFacts,
  position: 'forced' | 'held',
): DoorEventDecision {
  if (door === undefined) return somewhere(gateway, `door-${position}`);
  if (opensForCrew) {
    return { effects: [{ type: 'door', door, position: 'open' }], notes: ['crew-on-its-way'] };
  }
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

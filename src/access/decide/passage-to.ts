import type { Effect } from '../../log/entry/effects.ts';
import type { PassageFacts } from './facts/passage-facts.ts';

/** What a granted passage does to the place of whoever makes it, on their own read or on that of their escort: a door with a contact will tell; one without is taken at once. */
export function passageTo(
  { at, door, from, to }: PassageFacts,
  person: string,
  on: 'own-read' | 'read-of-another',
): Effect {
  if (!door.contact) return { type: 'presence', person, zone: to.id, certainty: 'assumed', door: door.id };
  const until = new Date(at.getTime() + door.openWithinMs).toISOString();
  const pending = { type: 'pending', person, door: door.id, from: from.id, to: to.id, until } as const;
  return on === 'own-read' ? pending : { ...pending, along: true };
}

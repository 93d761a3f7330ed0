import type { PassageFacts } from './facts/passage-facts.ts';
import type { PendingPassage } from './facts/pending-passage.ts';

/** The passage granted before and still pending; one whose time is over was not taken, whether settled or not. */
export function pendingOf(facts: PassageFacts): PendingPassage | undefined {
  const { pending } = facts.presence;
  if (!facts.live || facts.person === undefined || pending === undefined) return undefined;
  return facts.at < pending.until ? pending : undefined;
}

/** The same person again at the same door, the same way: one passage, granted again. */
export function isRepeated(facts: PassageFacts): boolean {
  const pending = pendingOf(facts);
  return (
    pending !== undefined &&
    pending.door === facts.door.id &&
    pending.from === facts.from.id &&
    pending.to === facts.to.id
  );
}

/** A read at a door that starts where the pending passage ends: the passage was taken. Needs a card in its own hands. */
export function isInferred(facts: PassageFacts): boolean {
  return pendingOf(facts)?.to === facts.from.id && facts.card?.state === 'active' && facts.read === 'ok';
}

import type { PassageFacts } from './facts/passage-facts.ts';
import type { PendingPassage } from './facts/pending-passage.ts';

/** The passage granted before and still pending; one whose time is over was not taken, whether settled or not. */
export function pendingOf(facts: PassageFacts): PendingPassage | undefined {
  const { pending } = facts.presence;
  if (!facts.live || facts.person === undefined || pending === undefined) return undefined;
  return facts.at < pending.until ? pending : undefined;
}

/**
 * The same person again at the same door, the same way: one passage, granted again. It is pending, or was made just now. Whoever was
 * to go along on another's read and now reads makes it their own.
 */
export function isRepeated(facts: PassageFacts): boolean {
  return isPendingHere(facts) || isMadeJustNow(facts);
}

function isPendingHere(facts: PassageFacts): boolean {
  const pending = pendingOf(facts);
  return (
    pending !== undefined &&
    !pending.along &&
    pending.door === facts.door.id &&
    pending.from === facts.from.id &&
    pending.to === facts.to.id
  );
}

/**
 * A reader reads a card twice while it is held out. Counted from the passage, so that no chain of reads goes on for ever;
 * in both directions, for the clocks of two instances differ a little.
 */
function isMadeJustNow(facts: PassageFacts): boolean {
  const { live, at, person, presence, door, to } = facts;
  if (!live || person === undefined || presence.since === undefined || pendingOf(facts) !== undefined)
    return false;
  const apart = Math.abs(at.getTime() - presence.since.getTime());
  return presence.zone === to.id && presence.door === door.id && apart < door.repeatWithinMs;
}

/** A read at a door that starts where the pending passage ends: the passage was taken. Needs a card in its own hands. */
export function isInferred(facts: PassageFacts): boolean {
  return pendingOf(facts)?.to === facts.from.id && facts.card?.state === 'active' && facts.read === 'ok';
}

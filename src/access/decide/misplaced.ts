import type { PassageFacts } from './facts/passage-facts.ts';
import { isRepeated, pendingOf } from './pending-of.ts';

/** The read comes from a place where the log does not have the person. */
export type Misplaced = {
  /** Already behind the door, or in neither of its zones. */
  readonly code: 'passback' | 'unexpected-zone';
  /** The door refuses entering for it. */
  readonly hard: boolean;
};

/**
 * Passback of one door direction. `off` judges nothing. An unknown place passes once. While a passage is pending
 * both its zones are accepted, and the same passage again is never misplaced. An emergency freezes it all; late reads are not judged.
 */
export function misplacedBy(facts: PassageFacts): Misplaced | undefined {
  const places = isJudged(facts) && !isRepeated(facts) ? placesOf(facts) : [];
  if (places.length === 0 || places.includes(facts.from.id)) return undefined;
  const code = places.includes(facts.to.id) ? 'passback' : 'unexpected-zone';
  return { code, hard: isHard(facts) };
}

/** Nobody knows where the person is, and the door asks. */
export function isPlaceUnknown(facts: PassageFacts): boolean {
  return isJudged(facts) && placesOf(facts).length === 0;
}

function isJudged(facts: PassageFacts): boolean {
  return (
    facts.live && facts.person !== undefined && facts.door.passback.mode !== 'off' && !facts.site.emergency
  );
}

function placesOf(facts: PassageFacts): readonly string[] {
  const pending = pendingOf(facts);
  if (pending !== undefined) return [pending.from, pending.to];
  return facts.presence.zone === undefined ? [] : [facts.presence.zone];
}

/** `timed` is hard until n minutes after the last recorded passage, then soft; without that moment it stays hard. */
function isHard({ door: { passback }, presence, at }: PassageFacts): boolean {
  if (passback.mode !== 'timed') return passback.mode === 'hard';
  return presence.since === undefined || at.getTime() < presence.since.getTime() + passback.minutes * 60_000;
}

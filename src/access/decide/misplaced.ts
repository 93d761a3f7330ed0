import { directionOf, rankOf } from '../../zones/plan/direction.ts';
import type { PassageFacts } from './facts/passage-facts.ts';
import type { KnownPlace } from './facts/presence-facts.ts';
import { isRepeated, pendingOf } from './pending-of.ts';

/** The read comes from a place to which no way that nobody reads leads from where the log has the person. */
export type Misplaced = {
  /** Already behind the door, or in neither of its zones. */
  readonly code: 'passback' | 'unexpected-zone';
  /** `refused`: the door refuses entering for it. `alarmed`: it only warns. `noted`: not worth an alarm. */
  readonly weight: 'refused' | 'alarmed' | 'noted';
};

/** Whoever left a zone of this class unseen is looked for. */
const lookedFor = 2;

/**
 * Expected zone and passback of one door direction. An unknown place passes once; while a passage is pending both its
 * zones are accepted. A door without passback, and an entrance whose way back nobody reads, ask only whether a higher zone
 * was left unseen: anything else happens there every day. The same passage again is never misplaced. An emergency freezes it all; late reads are not judged.
 */
export function misplacedBy(facts: PassageFacts): Misplaced | undefined {
  const places = isJudged(facts) && !isRepeated(facts) ? placesOf(facts) : [];
  if (places.length === 0 || places.some(({ reachesFrom }) => reachesFrom)) return undefined;
  const weight = isHard(facts) ? 'refused' : 'alarmed';
  if (asksPlace(facts)) {
    return { code: places.some(({ reachesTo }) => reachesTo) ? 'passback' : 'unexpected-zone', weight };
  }
  const lowest = Math.min(...places.map(rankOf));
  if (lowest <= rankOf(facts.from)) return undefined;
  return { code: 'unexpected-zone', weight: lowest >= lookedFor ? weight : 'noted' };
}

/** Nobody knows where the person is, and the door asks. */
export function isPlaceUnknown(facts: PassageFacts): boolean {
  return isJudged(facts) && facts.door.passback.mode !== 'off' && placesOf(facts).length === 0;
}

function isJudged(facts: PassageFacts): boolean {
  return facts.live && facts.person !== undefined && !facts.site.emergency;
}

function asksPlace({ door, from, to }: PassageFacts): boolean {
  const entrance = door.unreadBack && directionOf(from, to) === 'entering';
  return door.passback.mode !== 'off' && !entrance;
}

function placesOf(facts: PassageFacts): readonly KnownPlace[] {
  const { zone, places } = facts.presence;
  const pending = pendingOf(facts);
  const known = pending === undefined ? [zone] : [pending.from, pending.to];
  return places.filter((place) => known.includes(place.zone));
}

/** `timed` is hard until n minutes after the last recorded passage, then soft; without that moment it stays hard. */
function isHard({ door: { passback }, presence, at }: PassageFacts): boolean {
  if (passback.mode !== 'timed') return passback.mode === 'hard';
  return presence.since === undefined || at.getTime() < presence.since.getTime() + passback.minutes * 60_000;
}

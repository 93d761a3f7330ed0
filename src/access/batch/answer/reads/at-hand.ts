import type { AtHand } from '../../../decide/escort/judge-company.ts';
import { followableUntil, lastPassage } from '../escorts/last-passage.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';

/** Whoever passes together with the ward, or passed here just now and is followed. */
export function atHand(read: ReadToDecide, ward: string): readonly AtHand[] {
  return [...read.companions.values()]
    .filter(({ id }) => id !== ward && (read.together.includes(id) || leads(read, id)))
    .map((one) => ({ ...one, wards: attends(read, one.id) ? 0 : wardsWith(read, one.id, ward) }));
}

/** Whoever attends a work leads any number of its workers. */
function attends({ known: { reader } }: ReadToDecide, id: string): boolean {
  return reader?.escorts?.right?.attendants.includes(id) ?? false;
}

/** Through this door, this way, and somebody may still follow. Of most the door tells already that they do not. */
function leads({ state, way, at, known: { rules } }: ReadToDecide, id: string): boolean {
  const passed = lastPassage(state, rules, id, at);
  return (
    passed?.door === way.door.id && passed.to === way.to.id && at < followableUntil(state, rules, passed)
  );
}

/** How many others are with this escort by now: those of this very passage are not on record yet. */
export function wardsWith({ state, joining }: ReadToDecide, escort: string, ward: string): number {
  const theirs = new Set<string>();
  for (const [one, custody] of state.custody) if (custody.escort === escort) theirs.add(one);
  for (const [one, by] of joining) {
    if (by === escort) theirs.add(one);
    else theirs.delete(one);
  }
  theirs.delete(ward);
  return theirs.size;
}

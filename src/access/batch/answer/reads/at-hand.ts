import type { AtHand } from '../../../decide/escort/judge-company.ts';
import { wayBehind } from '../escorts/way-behind.ts';
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

/** Through this door, this way, and somebody may still follow. */
function leads({ state, way, at, known: { rules } }: ReadToDecide, id: string): boolean {
  const behind = wayBehind(state, rules, id, at);
  return behind?.door === way.door.id && behind.to === way.to.id && at < behind.until;
}

/** How many others are with this escort by now: those of this very passage are not on record yet. */
export function wardsWith({ state, joining }: ReadToDecide, escort: string, ward: string): number {
  const theirs = new Set(
    [...state.custody].flatMap(([one, custody]) => (custody.escort === escort ? [one] : [])),
  );
  for (const [one, by] of joining) {
    if (by === escort) theirs.add(one);
    else theirs.delete(one);
  }
  theirs.delete(ward);
  return theirs.size;
}

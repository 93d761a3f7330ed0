import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { Reader } from '../reader-parts.ts';
import { cardsShown } from './cards-shown.ts';
import { cardsWaiting } from './cards-waiting.ts';
import { type FoundReader, loadReaders } from './load-readers.ts';
import type { Waits } from './load-waits.ts';
import { looks, reaches } from './looks.ts';
import type { LooksBefore } from './remember-looks.ts';

/** Who shows a card now, in the order of the cards, and what is known of whoever waits at the doors. */
export type ReadersNow = {
  readonly readers: readonly (Reader | undefined)[];
  readonly waiting: readonly Reader[];
};

/**
 * Reads what is known of whoever shows these cards and whoever waits at these doors, by the least look that was enough for them when they were
 * last seen; doors at which nobody waited are left out. Of whom, or where, that is not enough any more the whole is asked behind it.
 */
export async function loadReadersNow(
  client: UnderHead,
  siteId: string,
  { shown, doors, waits, now }: Asked,
  before: LooksBefore,
): Promise<ReadersNow> {
  const maybeWaiting = before.notQuiet(siteId, doors);
  const look = before.enoughFor(siteId, shown, maybeWaiting);
  const sources = [cardsShown(shown), cardsWaiting(maybeWaiting)];
  const [[found = [], atDoors = []], known] = await Promise.all([
    loadReaders(client, siteId, looks[look], sources, now),
    waits,
  ]);
  const isMissed = (reader: FoundReader | undefined) => reader !== undefined && !reaches(look, reader.enough);
  const waitedAt = new Set([...known.values()].map(({ door }) => door));
  const missed = shown.filter((_, index) => isMissed(found[index]));
  const asked = atDoors.some(isMissed) ? [] : maybeWaiting;
  const overlooked = doors.filter((door) => waitedAt.has(door) && !asked.includes(door));
  const further = [cardsShown(missed), cardsWaiting(overlooked)];
  const [again = [], atDoorsToo = []] = await loadReaders(client, siteId, looks.whole, further, now);
  const readers = inTheirPlaces(found, isMissed, again);
  const waiting = [...(asked.length > 0 ? atDoors : []), ...atDoorsToo].flatMap((reader) => reader ?? []);
  before.saw(siteId, { shown, readers, waiting, quiet: doors.filter((door) => !waitedAt.has(door)) });
  return { readers, waiting };
}

type Asked = {
  readonly shown: readonly ShownCard[];
  readonly doors: readonly string[];
  /** Who waits at these doors. */
  readonly waits: Promise<Waits>;
  readonly now: Date;
};

/** What was found at first, and in the place of each who was missed what was found of them `again`. */
function inTheirPlaces(
  found: readonly (FoundReader | undefined)[],
  isMissed: (reader: FoundReader | undefined) => boolean,
  again: readonly (FoundReader | undefined)[],
): readonly (FoundReader | undefined)[] {
  let next = 0;
  return found.map((reader) => (isMissed(reader) ? again[next++] : reader));
}

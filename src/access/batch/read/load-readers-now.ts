import type { UnderHead } from '../../../log/take-heads.ts';
import type { ShownCard } from '../../../people/at-the-door/card-holder.ts';
import type { Reader } from '../reader-parts.ts';
import { cardsShown } from './cards-shown.ts';
import { cardsWaiting } from './cards-waiting.ts';
import { type FoundReader, loadReaders } from './load-readers.ts';
import type { Waits } from './load-waits.ts';
import { looks } from './looks.ts';
import type { PlainBefore } from './remember-plain.ts';

/** Who shows a card now, in the order of the cards, and what is known of whoever waits at the doors. */
export type ReadersNow = {
  readonly readers: readonly (Reader | undefined)[];
  readonly waiting: readonly Reader[];
};

/**
 * Reads what is known of whoever shows these cards and whoever waits at these doors. Where all were plain and nobody waited when they were
 * last looked at, a plain look at the cards is asked alone; of whom, or where, that is not so any more the whole is asked behind it.
 */
export async function loadReadersNow(
  client: UnderHead,
  siteId: string,
  { shown, doors, waits, now }: Asked,
  before: PlainBefore,
): Promise<ReadersNow> {
  const maybeWaiting = before.notQuiet(siteId, doors);
  const plainly = maybeWaiting.length === 0 && before.werePlain(siteId, shown);
  const look = plainly ? looks.plain : looks.whole;
  const sources = [cardsShown(shown), cardsWaiting(maybeWaiting)];
  const [[found = [], waiting = []], known] = await Promise.all([
    loadReaders(client, siteId, look, sources, now),
    waits,
  ]);
  const waitedAt = new Set([...known.values()].map(({ door }) => door));
  const missed = plainly ? shown.flatMap((one, index) => (found[index]?.plain === false ? [one] : [])) : [];
  const overlooked = doors.filter((door) => waitedAt.has(door) && !maybeWaiting.includes(door));
  const further = [cardsShown(missed), cardsWaiting(overlooked)];
  const [again = [], waitingToo = []] = await loadReaders(client, siteId, looks.whole, further, now);
  const readers = plainly ? inTheirPlaces(shown, found, again) : found;
  before.saw(siteId, { shown, readers, quiet: doors.filter((door) => !waitedAt.has(door)) });
  return { readers, waiting: [...waiting, ...waitingToo].flatMap((reader) => reader ?? []) };
}

type Asked = {
  readonly shown: readonly ShownCard[];
  readonly doors: readonly string[];
  /** Who waits at these doors. */
  readonly waits: Promise<Waits>;
  readonly now: Date;
};

/** What a plain look found, and in the place of each who is not plain what was found of them `again`. */
function inTheirPlaces(
  shown: readonly ShownCard[],
  found: readonly (FoundReader | undefined)[],
  again: readonly (FoundReader | undefined)[],
): readonly (FoundReader | undefined)[] {
  let next = 0;
  return shown.map((_, index) => {
    const reader = found[index];
    return reader?.plain === false ? again[next++] : reader;
  });
}

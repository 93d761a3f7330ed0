import { groupBy } from '../kernel/group-by.ts';
import type { BadgeRead } from './badge-read.ts';

/** One issue of a person's card, as the file shows its use. */
export type IssuedCard = {
  readonly card: string;
  readonly issue: number;
  readonly first: Date;
  readonly last: Date;
  /** `2016-05-31` … on which it was read. */
  readonly days: readonly string[];
  readonly reads: number;
};

/** A person and the cards in the order of their first use. */
export type Holder = { readonly person: string; readonly cards: readonly IssuedCard[] };

/**
 * What a further card means when it first appears: it takes the place of the one in use (`reissue`), is lent for the day
 * (`lend`), or is an older issue than the one in use and therefore dead already (`superseded`).
 */
export type CardChange = {
  readonly kind: 'reissue' | 'lend' | 'superseded';
  readonly person: string;
  readonly card: string;
  readonly at: Date;
  /** The card in use until then. */
  readonly old: string;
};

export function holdersOf(reads: readonly BadgeRead[]): readonly Holder[] {
  return [...groupBy(reads, ({ person }) => person)]
    .map(([person, own]) => ({
      person,
      cards: [...groupBy(own, ({ card }) => card).values()].map(issuedCard),
    }))
    .toSorted((one, other) => (one.person < other.person ? -1 : 1));
}

function issuedCard(reads: readonly BadgeRead[]): IssuedCard {
  const [first] = reads;
  const last = reads.at(-1);
  if (first === undefined || last === undefined) throw new Error('a card without a read');
  const days = [...new Set(reads.map(({ day }) => day))];
  return {
    card: first.card,
    issue: first.issue,
    first: first.at,
    last: last.at,
    days,
    reads: reads.length,
  };
}

/** The changes of cards of all persons, in the order of time; the first card of each is no change. */
export function cardChanges(holders: readonly Holder[]): readonly CardChange[] {
  return holders.flatMap(changesOf).toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function changesOf({ person, cards }: Holder): readonly CardChange[] {
  const [first, ...further] = cards;
  let current = first;
  const changes: CardChange[] = [];
  for (const next of further) {
    if (current === undefined) break;
    const kind = kindOf(current, next);
    changes.push({ kind, person, card: next.card, at: next.first, old: current.card });
    if (kind === 'reissue') current = next;
  }
  return changes;
}

/** A one-day card: read on one day only, and the one in use was read again after it. */
function kindOf(current: IssuedCard, next: IssuedCard): CardChange['kind'] {
  if (next.issue < current.issue) return 'superseded';
  return next.days.length === 1 && current.last > next.last ? 'lend' : 'reissue';
}

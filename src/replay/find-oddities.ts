import { groupBy } from '../kernel/group-by.ts';
import type { FoundZone } from './classify-zones.ts';
import type { CardChange, Holder } from './issued-card.ts';
import type { PlayedRead } from './play-reads.ts';

export type Span = { readonly from: string; readonly until: string };

/** What is worth a look, found in the reads and in what the service said of them. */
export type Oddities = {
  /** Cards read after the next issue had taken their place. */
  readonly stoppedCards: readonly (Span & {
    readonly card: string;
    readonly replacedBy: string;
    readonly reads: number;
    readonly denied: number;
    readonly days: number;
    readonly highClassZones: readonly string[];
  })[];
  /** Days on which two cards of one person were read in turns. */
  readonly twoCardsInTurns: readonly {
    readonly person: string;
    readonly day: string;
    readonly cards: readonly string[];
    readonly turns: number;
  }[];
  readonly severalCards: readonly {
    readonly person: string;
    readonly cards: readonly (Span & {
      readonly card: string;
      readonly reads: number;
      readonly days: number;
    })[];
  }[];
  /** Moves that no door explains. */
  readonly jumps: readonly {
    readonly from: string;
    readonly to: string;
    readonly times: number;
    readonly cards: readonly string[];
  }[];
  /** Read into a zone the card was in already: somebody went out without a read, or the card came back. */
  readonly again: readonly { readonly zone: string; readonly times: number }[];
  readonly nightReads: Spread;
  readonly weekendReads: Spread;
  readonly singleUseZones: readonly { readonly zone: string; readonly card: string; readonly at: string }[];
  readonly class3Visitors: readonly {
    readonly card: string;
    readonly zone: string;
    readonly granted: number;
    readonly denied: number;
  }[];
  /** Lines that say the same as another one. */
  readonly repeatedLines: readonly number[];
  /** Days of a card whose last read is in no zone with an entrance. */
  readonly daysEndedInside: number;
};

export type Spread = { readonly reads: number; readonly persons: number; readonly days: number };

export type OddityFacts = {
  readonly played: readonly PlayedRead[];
  readonly holders: readonly Holder[];
  readonly changes: readonly CardChange[];
  readonly zones: readonly FoundZone[];
  readonly entrances: ReadonlySet<string>;
  /** An instant as the building's clock shows it. */
  readonly show: (instant: Date) => string;
};

/** 22:00–05:59 */
const isNight = (hour: number) => hour >= 22 || hour < 6;

export function findOddities(facts: OddityFacts): Oddities {
  const { played, zones, show, entrances, holders } = facts;
  const class3 = new Set(zones.filter((zone) => zone.class === 3).map(({ name }) => name));
  const lastOfDays = [...groupBy(played, cardDay).values()].flatMap((own) => own.at(-1) ?? []);
  return {
    stoppedCards: stoppedCards(facts),
    twoCardsInTurns: twoCardsInTurns(played),
    severalCards: holders
      .filter(({ cards }) => cards.length > 1)
      .map(({ person, cards }) => ({
        person,
        cards: cards.map(({ card, first, last, reads, days }) => ({
          card,
          from: show(first),
          until: show(last),
          reads,
          days: days.length,
        })),
      })),
    jumps: jumps(played),
    again: [
      ...groupBy(
        played.filter(({ kind }) => kind === 'again'),
        ({ to }) => to,
      ),
    ]
      .map(([zone, reads]) => ({ zone, times: reads.length }))
      .toSorted((one, other) => other.times - one.times),
    nightReads: spreadOf(played.filter(({ read }) => isNight(read.hour))),
    weekendReads: spreadOf(played.filter(({ read }) => read.weekday > 5)),
    singleUseZones: zones
      .filter(({ reads }) => reads === 1)
      .flatMap(({ name }) => played.filter(({ to }) => to === name))
      .map(({ read, to }) => ({ zone: to, card: read.card, at: show(read.at) })),
    class3Visitors: class3Visitors(played.filter(({ to }) => class3.has(to))),
    repeatedLines: repeatedLines(played),
    daysEndedInside: lastOfDays.filter(({ to }) => !entrances.has(to)).length,
  };
}

function cardDay({ read }: PlayedRead): string {
  return `${read.day} ${read.card}`;
}

function stoppedCards({ played, changes, zones, show }: OddityFacts): Oddities['stoppedCards'] {
  const high = new Set(zones.filter((zone) => zone.class === 3).map(({ name }) => name));
  return changes
    .filter(({ kind }) => kind === 'reissue')
    .flatMap(({ old, card, at }) => {
      const after = played.filter(({ read }) => read.card === old && read.at >= at);
      const [first] = after;
      const last = after.at(-1);
      if (first === undefined || last === undefined) return [];
      return [
        {
          card: old,
          replacedBy: card,
          reads: after.length,
          denied: after.filter(({ verdict }) => verdict === 'deny').length,
          days: new Set(after.map(({ read }) => read.day)).size,
          from: show(first.read.at),
          until: show(last.read.at),
          highClassZones: [...new Set(after.map(({ to }) => to))].filter((zone) => high.has(zone)),
        },
      ];
    });
}

function twoCardsInTurns(played: readonly PlayedRead[]): Oddities['twoCardsInTurns'] {
  return [...groupBy(played, ({ read }) => JSON.stringify([read.person, read.day])).values()].flatMap(
    (own) => {
      const cards = own.map(({ read }) => read.card);
      const turns = cards.filter((card, index) => index > 0 && card !== cards[index - 1]).length;
      const [first] = own;
      if (first === undefined || turns < 2) return [];
      const { person, day } = first.read;
      return [{ person, day, cards: [...new Set(cards)].toSorted(), turns }];
    },
  );
}

function jumps(played: readonly PlayedRead[]): Oddities['jumps'] {
  const found = groupBy(
    played.filter(({ kind }) => kind === 'jump'),
    ({ from, to }) => JSON.stringify([from, to]),
  );
  return [...found.values()]
    .flatMap((moves) => {
      const [first] = moves;
      if (first === undefined) return [];
      const cards = [...new Set(moves.map(({ read }) => read.card))].toSorted();
      return [{ from: first.from, to: first.to, times: moves.length, cards }];
    })
    .toSorted(
      (one, other) => other.times - one.times || (one.from + one.to < other.from + other.to ? -1 : 1),
    );
}

function spreadOf(reads: readonly PlayedRead[]): Spread {
  return {
    reads: reads.length,
    persons: new Set(reads.map(({ read }) => read.person)).size,
    days: new Set(reads.map(({ read }) => read.day)).size,
  };
}

function class3Visitors(visits: readonly PlayedRead[]): Oddities['class3Visitors'] {
  return [...groupBy(visits, ({ read, to }) => JSON.stringify([read.card, to])).values()]
    .flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const granted = own.filter(({ verdict }) => verdict === 'grant').length;
      return [{ card: first.read.card, zone: first.to, granted, denied: own.length - granted }];
    })
    .toSorted((one, other) => other.granted - one.granted || (one.card < other.card ? -1 : 1));
}

function repeatedLines(played: readonly PlayedRead[]): readonly number[] {
  const said = groupBy(played, ({ read }) => `${read.at.getTime()} ${read.card} ${read.zone}`);
  return [...said.values()]
    .flatMap((same) => same.slice(1).map(({ read }) => read.line))
    .toSorted((one, other) => one - other);
}

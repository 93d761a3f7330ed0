import type { BadgeRead } from './badge-read.ts';

/** Where a day begins: nobody has read a card yet. */
export const outside = 'outside';

/** A read with the zone its card was last read into that day: "from there into here". */
export type Move = { readonly read: BadgeRead; readonly from: string; readonly to: string };

/** Follows each card through each day; the first read of a day comes from outside. */
export function traceMoves(reads: readonly BadgeRead[]): readonly Move[] {
  const places = new Map<string, string>();
  return reads.map((read) => {
    const key = `${read.day} ${read.card}`;
    const from = places.get(key) ?? outside;
    places.set(key, read.zone);
    return { read, from, to: read.zone };
  });
}

/** One way between two zones, and how it was used. */
export type Way = {
  readonly from: string;
  readonly to: string;
  readonly moves: number;
  readonly persons: ReadonlySet<string>;
};

/** The ways the moves took, the most used first. */
export function waysOf(moves: readonly Move[]): readonly Way[] {
  const ways = new Map<string, { from: string; to: string; moves: number; persons: Set<string> }>();
  for (const { read, from, to } of moves) {
    if (from === to) continue;
    const key = JSON.stringify([from, to]);
    const way = ways.get(key) ?? { from, to, moves: 0, persons: new Set<string>() };
    way.moves += 1;
    way.persons.add(read.person);
    ways.set(key, way);
  }
  const name = ({ from, to }: Way) => `${from}\n${to}`;
  return [...ways.values()].toSorted(
    (one, other) => other.moves - one.moves || (name(one) < name(other) ? -1 : 1),
  );
}

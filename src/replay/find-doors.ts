import { outside, type Way } from './trace-moves.ts';

/** Two zones with a door between them, as the file lets us believe. */
export type FoundDoor = readonly [one: string, other: string];

const personsOfWay = 2;
const movesOfWay = 3;

/**
 * Where doors must be. A way that was taken in both directions, or three times by two persons, is a door; a place where
 * two persons began a day is an entrance. Anything rarer is taken for a move that no door explains. Every zone gets a way
 * in: its most used one, where none is believable.
 */
export function findDoors(ways: readonly Way[]): readonly FoundDoor[] {
  const doors = new Map<string, FoundDoor>();
  const open = ({ from, to }: Pick<Way, 'from' | 'to'>) => doors.set(doorKey(from, to), sorted(from, to));
  const [usual] = ways.filter(({ from }) => from === outside);
  for (const way of ways) {
    const back = ways.some(({ from, to }) => from === way.to && to === way.from);
    const believed =
      way.from === outside
        ? way === usual || way.persons.size >= personsOfWay
        : back || (way.moves >= movesOfWay && way.persons.size >= personsOfWay);
    if (believed) open(way);
  }
  for (;;) {
    const reached = reachedFrom(outside, [...doors.values()]);
    const next = ways.find(({ from, to }) => reached.has(from) && !reached.has(to));
    if (next === undefined) return [...doors.values()];
    open(next);
  }
}

export function doorKey(from: string, to: string): string {
  return JSON.stringify(sorted(from, to));
}

function sorted(one: string, other: string): FoundDoor {
  if (one === outside || other === outside) return one === outside ? [one, other] : [other, one];
  return one < other ? [one, other] : [other, one];
}

function reachedFrom(start: string, doors: readonly FoundDoor[]): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const zone of reached) {
    for (const [one, other] of doors) {
      if (one === zone) reached.add(other);
      if (other === zone) reached.add(one);
    }
  }
  return reached;
}

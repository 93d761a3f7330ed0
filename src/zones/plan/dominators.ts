import type { Step } from './plan-graph.ts';

/** What has to be passed last before each place that can be reached at all; undefined: none of them has to be. */
export type Dominators = ReadonlyMap<string, string | undefined>;

/**
 * For each place that can be reached from the starts the last one that every way there passes, other than itself (immediate
 * dominators, Lengauer and Tarjan). One walk and one look at each step, whatever the shape. Nothing recurses.
 */
export function dominators(starts: Iterable<string>, steps: readonly Step[]): Dominators {
  const { places, parents, before } = walk(starts, steps);
  const semi = places.map((_, at) => at);
  const forest = buildForest(semi);
  const last = places.map(() => 0);
  const waiting = places.map((): number[] => []);
  for (let at = places.length - 1; at > 0; at -= 1) {
    const parent = parents[at] ?? 0;
    for (const one of before[at] ?? []) {
      semi[at] = Math.min(semi[at] ?? at, semi[forest.lowest(one)] ?? at);
    }
    waiting[semi[at] ?? 0]?.push(at);
    forest.link(at, parent);
    for (const one of waiting[parent]?.splice(0) ?? []) {
      const low = forest.lowest(one);
      last[one] = (semi[low] ?? 0) < (semi[one] ?? 0) ? low : parent;
    }
  }
  for (const at of places.keys()) if (last[at] !== semi[at]) last[at] = last[last[at] ?? 0] ?? 0;
  return new Map(
    places.flatMap((place, at) => (place === undefined ? [] : [[place, places[last[at] ?? 0]]])),
  );
}

type Walk = {
  /** By number, in the order in which they were first entered; 0 is where all starts are entered from. */
  readonly places: readonly (string | undefined)[];
  readonly parents: readonly number[];
  /** From which others each is entered. */
  readonly before: readonly (readonly number[])[];
};

/** Numbers the places depth first. */
function walk(starts: Iterable<string>, steps: readonly Step[]): Walk {
  const onward = new Map<string | undefined, string[]>([[undefined, [...starts]]]);
  for (const { from, to } of steps) {
    const known = onward.get(from);
    if (known === undefined) onward.set(from, [to]);
    else known.push(to);
  }
  const numbers = new Map<string | undefined, number>([[undefined, 0]]);
  const [parents, before]: [number[], number[][]] = [[0], [[]]];
  const path: { readonly place: string | undefined; next: number }[] = [{ place: undefined, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = onward.get(top.place)?.[top.next];
    top.next += 1;
    if (next === undefined) {
      path.pop();
      continue;
    }
    const from = numbers.get(top.place) ?? 0;
    const known = numbers.get(next);
    if (known !== undefined) {
      before[known]?.push(from);
      continue;
    }
    numbers.set(next, numbers.size);
    parents.push(from);
    before.push([from]);
    path.push({ place: next, next: 0 });
  }
  return { places: [...numbers.keys()], parents, before };
}

/** Trees of numbers that grow together; of a number the one with the lowest `semi` on the way to its root, the root apart. */
function buildForest(semi: readonly number[]) {
  const above = new Map<number, number>();
  const lowest = semi.map((_, at) => at);
  const lower = (one: number, other: number) => ((semi[one] ?? 0) <= (semi[other] ?? 0) ? one : other);

  /** Hangs all on the way to the root below it, so that the next question is short. */
  function compress(one: number): void {
    const way = [one];
    for (let up = above.get(one); up !== undefined && above.has(up); up = above.get(up)) way.push(up);
    for (const at of way.toReversed().slice(1)) {
      const up = above.get(at) ?? at;
      lowest[at] = lower(lowest[at] ?? at, lowest[up] ?? up);
      above.set(at, above.get(up) ?? up);
    }
  }

  return {
    link: (one: number, parent: number) => void above.set(one, parent),
    lowest(one: number): number {
      if (!above.has(one)) return one;
      compress(one);
      return lowest[one] ?? one;
    },
  };
}

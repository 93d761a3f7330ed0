import { mapping, type Slices } from '../../kernel/in-slices.ts';
import { type StateComparison, type StateRow, wordsOfRow } from './state-comparisons.ts';

/** What a table has of a site, what its entries add up to, and the oldest entry that is kept of it. */
export type Compared = {
  readonly stored: readonly StateRow[];
  readonly summed: readonly StateRow[];
  readonly oldest: number;
};

/**
 * The keys of the rows that are other than the entries say, that are missing, or that no entry put there. Where older entries are no longer
 * kept, what they told of is not known: neither rows that they wrote, nor rows of which nothing was told since.
 */
export function* findDifferingRows(
  { key }: Pick<StateComparison, 'key'>,
  { stored, summed, oldest }: Compared,
): Slices<readonly string[]> {
  const keyOf = (row: StateRow) => JSON.stringify(key.map((name) => row[name]));
  const said = new Map(yield* mapping(summed, (row) => [keyOf(row), wordsOfRow(row)] as const));
  const differing = yield* mapping(stored, (row) => {
    const which = keyOf(row);
    const words = said.get(which);
    said.delete(which);
    const isOlder = typeof row.seq === 'number' && row.seq < oldest;
    const isKnown = oldest <= 1 || (words !== undefined && !isOlder);
    return isKnown && words !== wordsOfRow(row) ? [which] : [];
  });
  return [...differing.flat(), ...said.keys()];
}

import type { CellWords } from './cell-words.ts';

/** A period in words. */
export function periodWords({ instant }: CellWords, from: Date, until: Date): string {
  return `${instant(from)}から${instant(until)}の前まで`;
}

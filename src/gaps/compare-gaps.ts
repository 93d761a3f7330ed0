import type { RowId } from '../zones/regulation/row-ids.ts';
import type { GapState } from './gap-line.ts';
import type { OpenLine } from './open-line.ts';

/** A line that is open, or was when a report was signed, and is not what it was; null = it is not open. */
export type GapChange = {
  readonly zone: string;
  readonly row: RowId;
  readonly was: GapState | null;
  readonly now: GapState | null;
  /** What is missing now. */
  readonly missing: readonly string[];
};

/** What changed of what is open since a report was signed: what came first, then what is settled. Pure. */
export function compareGaps(signed: readonly OpenLine[], open: readonly OpenLine[]): readonly GapChange[] {
  const before = new Map(signed.map((line) => [keyOf(line), line]));
  const still = new Set(open.map(keyOf));
  return [
    ...open.flatMap(({ zone, row, state, missing }) => {
      const was = before.get(keyOf({ zone, row }));
      const isSame = was?.state === state && was.missing.join('\n') === missing.join('\n');
      return isSame ? [] : [{ zone, row, was: was?.state ?? null, now: state, missing }];
    }),
    ...signed.flatMap(({ zone, row, state }) =>
      still.has(keyOf({ zone, row })) ? [] : [{ zone, row, was: state, now: null, missing: [] }],
    ),
  ];
}

function keyOf({ zone, row }: Pick<OpenLine, 'zone' | 'row'>): string {
  return `${zone} ${row}`;
}

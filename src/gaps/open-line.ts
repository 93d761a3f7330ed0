import type { RowId } from '../zones/regulation/row-ids.ts';
import type { GapLine, GapState } from './gap-line.ts';

/** A line that somebody has to see to. */
export type OpenLine = {
  readonly zone: string;
  readonly row: RowId;
  readonly state: GapState;
  readonly missing: readonly string[];
};

const openStates: ReadonlySet<GapState> = new Set(['missing', 'undetermined', 'excepted']);

/** The lines of a report that are open: what is missing, undetermined, or excepted for a time. */
export function openLinesOf(lines: readonly GapLine[]): readonly OpenLine[] {
  return lines.flatMap(({ zone, row, state, missing }) =>
    openStates.has(state) ? [{ zone, row, state, missing }] : [],
  );
}

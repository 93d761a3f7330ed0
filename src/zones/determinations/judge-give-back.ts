import type { UnrecordedRow } from './determination-change.ts';
import type { DeterminationRow } from './determination-row.ts';

/** What a determination took from others of its cell when it was adopted, and how they stand now. */
export type Taken = {
  /** Their versions up to the adoption. */
  readonly former: readonly DeterminationRow[];
  /** What else is adopted for the cell and stands. */
  readonly standing: readonly DeterminationRow[];
  /** The seq of the adoption. */
  readonly adoptedSeq: number;
};

export type GivenBack = {
  /** Standing versions that end, because their determinations last longer again. */
  readonly ended: readonly string[];
  readonly restored: readonly UnrecordedRow[];
  /** What was taken and does not come back: from the end on the strict value holds (I7). */
  readonly lost: readonly DeterminationRow[];
};

/**
 * What becomes of the determinations that one replaced when it ends. One that ends before it began has replaced nothing: what it
 * took comes back, as far as nothing else was adopted since. One that has begun was in force; what it replaced stays over.
 */
export function judgeGiveBack(
  { effectiveFrom: began }: Pick<DeterminationRow, 'effectiveFrom'>,
  end: Date,
  { former, standing, adoptedSeq }: Taken,
): GivenBack {
  const restored = end > began ? [] : former.flatMap((row) => restoredOf(row, standing, adoptedSeq, began));
  const back = new Set(restored.map(({ determinationId }) => determinationId));
  return {
    ended: standing.flatMap(({ determinationId }) => (back.has(determinationId) ? [determinationId] : [])),
    restored,
    lost: former.filter((row) => !back.has(row.determinationId) && lasts(row, end)),
  };
}

/** The determination as it was, to its own end or to what begins next; none where it was changed since or its place is taken. */
function restoredOf(
  row: DeterminationRow,
  standing: readonly DeterminationRow[],
  adoptedSeq: number,
  began: Date,
): readonly UnrecordedRow[] {
  const { fromSeq, ...former } = row;
  const left = standing.find(({ determinationId }) => determinationId === row.determinationId);
  const unchanged = left === undefined ? former.effectiveFrom >= began : left.fromSeq === adoptedSeq;
  const others = standing.filter((other) => other !== left && lasts(other, began));
  if (!unchanged || others.some(({ effectiveFrom }) => effectiveFrom <= began)) return [];
  const ends = [former.effectiveUntil, ...others.map(({ effectiveFrom }) => effectiveFrom)];
  return [{ ...former, untilSeq: null, effectiveUntil: earliest(ends) }];
}

function lasts({ effectiveUntil }: Pick<DeterminationRow, 'effectiveUntil'>, moment: Date): boolean {
  return effectiveUntil === null || effectiveUntil > moment;
}

/** The earliest of these moments; null where none of them comes. */
function earliest(moments: readonly (Date | null)[]): Date | null {
  const times = moments.flatMap((moment) => moment?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

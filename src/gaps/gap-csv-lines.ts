import type { ShownGaps } from './shown-gaps.ts';

/** A report as lines of cells: its own, and behind them how many stand how. */
export function gapCsvLines({ columns, rows, summary }: ShownGaps): readonly (readonly string[])[] {
  return [columns, ...rows, [], ...summary.map(([words, count]) => [words, String(count)])];
}

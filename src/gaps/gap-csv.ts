import { byteOrderMark, csvText } from '../kernel/csv-text.ts';
import type { ShownGaps } from './shown-gaps.ts';

/** A report as CSV (RFC 4180): the lines, and behind them how many stand how. */
export function gapCsv({ columns, rows, summary }: ShownGaps): string {
  const counted = summary.map(([words, count]) => [words, String(count)]);
  return `${byteOrderMark}${csvText([columns, ...rows, [], ...counted])}`;
}

import { stringify } from 'csv-stringify/sync';
import { safeCell } from '../kernel/safe-cell.ts';
import type { ShownGaps } from './shown-gaps.ts';

/** By which spreadsheets know UTF-8. */
const byteOrderMark = '\ufeff';

/** A report as CSV (RFC 4180): the lines, and behind them how many stand how. */
export function gapCsv({ columns, rows, summary }: ShownGaps): string {
  const counted = summary.map(([words, count]) => [words, String(count)]);
  const lines = [columns, ...rows, [], ...counted];
  return `${byteOrderMark}${stringify(
    lines.map((line) => line.map(safeCell)),
    { record_delimiter: 'windows' },
  )}`;
}

import { stringify } from 'csv-stringify/sync';
import { safeCell } from './safe-cell.ts';

/** By which spreadsheets know UTF-8: before the first line. */
export const byteOrderMark = '\ufeff';

/** Lines of cells as CSV (RFC 4180), none of which a spreadsheet works out or maims. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return stringify(
    lines.map((line) => line.map(safeCell)),
    // A line feed alone is no end of a line to the library, but it is to whoever reads one.
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}

/** A whole file of CSV: the mark, and behind it the lines. */
export function csvDocument(lines: readonly (readonly string[])[]): string {
  return `${byteOrderMark}${csvText(lines)}`;
}

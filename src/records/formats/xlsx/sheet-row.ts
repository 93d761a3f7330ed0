import { DateTime } from 'luxon';
import { dayMs } from '../../../kernel/day-ms.ts';
import type { RecordColumn } from '../../kinds/record-column.ts';
import { cellStyles } from './workbook-parts.ts';

/** A cell of a sheet: a text, or a moment as spreadsheets count it. */
export type SheetCell =
  | { readonly words: string; readonly style?: keyof typeof cellStyles }
  | { readonly serial: number; readonly style: keyof typeof cellStyles };

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** What stands before the rows of a sheet: its first row stays in sight, and its columns are as wide as their share. */
export function sheetStart(widths: readonly number[]): string {
  const columns = widths.map(
    (width, nth) => `<col min="${nth + 1}" max="${nth + 1}" width="${width * 2}" customWidth="1"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="${namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
}

/** What stands behind them: on paper, sideways and as wide as a sheet, with the first row repeated by `workbook-parts.ts`. */
export const sheetEnd = `</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.2" footer="0.2"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;R&amp;P/&amp;N ページ</oddFooter></headerFooter></worksheet>`;

/** One row of a sheet. Texts stand in it as texts: nothing in them is worked out. */
export function sheetRow(cells: readonly SheetCell[]): string {
  return `<row>${cells.map(cellXml).join('')}</row>`;
}

function cellXml(cell: SheetCell): string {
  const style = cell.style === undefined ? '' : ` s="${cellStyles[cell.style]}"`;
  if ('serial' in cell) return `<c${style}><v>${cell.serial}</v></c>`;
  if (cell.words === '') return `<c${style}/>`;
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.words)}</t></is></c>`;
}

/** The value of a column as a cell; a moment is a number, which spreadsheets sort, shown by the clock of the site. */
export function sheetCell(
  { sort }: RecordColumn,
  value: string | null,
  words: string,
  timeZone: string,
): SheetCell {
  if (value === null) return { words: '' };
  if (sort === 'instant')
    return { serial: serialOf(DateTime.fromISO(value, { zone: timeZone })), style: 'instant' };
  if (sort === 'day') return { serial: serialOf(DateTime.fromISO(value, { zone: timeZone })), style: 'day' };
  return { words };
}

/** Days since 1899-12-30 by the clock on the wall. */
function serialOf(at: DateTime): number {
  return (at.toMillis() + at.offset * 60_000) / dayMs + 25_569;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML 1.0 cannot hold, and what would be read as its escape (ECMA-376, ST_Xstring). */
const unheld = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}|_(?=x[0-9a-fA-F]{4}_)/gu;

/** Text as it stands between tags of a sheet. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(unheld, (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>]/g, (one) => entities[one] ?? one);
}

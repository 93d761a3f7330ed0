import { createHash } from 'node:crypto';
import { escapeHtml } from '../../kernel/escape-html.ts';
import { paginate, type SheetColumn, type SheetRow, sheetWidth } from './paginate.ts';
import { sheetStyle } from './sheet-style.ts';

/** One list on paper, over as many pages as it needs. */
export type Sheet = {
  readonly title: string;
  /** Of what: the day, the place, how many. */
  readonly of: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** What a sheet without a line says. */
  readonly empty: string;
};

/** Where, when and by whom sheets were printed, in words of the site's clock. */
export type Printed = { readonly site: string; readonly at: string; readonly by: string };

/** Sheets of A4, one behind the other, as a page that fetches nothing and runs nothing. */
export function sheetPage(title: string, sheets: readonly Sheet[], printed: Printed): string {
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"/><title>${escapeHtml(title)}</title>
<style>${sheetStyle}</style></head>
<body>${sheets.flatMap((sheet) => pagesOf(sheet, printed)).join('\n')}</body></html>
`;
}

/** The Content-Security-Policy of the page: its own style sheet, and nothing else. */
export const sheetPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(sheetStyle)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function pagesOf(sheet: Sheet, printed: Printed): readonly string[] {
  const pages = paginate(sheet.rows, sheet.columns);
  return pages.map((rows, nth) => pageOf(sheet, rows, `${nth + 1}/${pages.length} ページ`, printed));
}

function pageOf(
  { title, of, columns, empty }: Sheet,
  rows: readonly SheetRow[],
  page: string,
  { site, at, by }: Printed,
): string {
  const heads = columns.map(({ title: name, width }) => `<th class="w${width}">${escapeHtml(name)}</th>`);
  const lines = rows.length === 0 ? across('line', columns, empty) : rows.map((row) => lineOf(row, columns));
  return `<section class="sheet"><header><h1>${escapeHtml(title)}</h1><p class="of">${escapeHtml(of)}</p><p class="page">${page}</p></header>
<table><thead><tr>${heads.join('')}</tr></thead><tbody>${[lines].flat().join('')}</tbody></table>
<footer><p class="site">${escapeHtml(site)}</p><p class="printed">${escapeHtml(`${at} 印刷 ${by}`)}</p><p class="care">取扱注意 受付・警備限り</p></footer></section>`;
}

function lineOf({ cells, notes }: SheetRow, columns: readonly SheetColumn[]): string {
  const filled = columns.map((_, nth) => `<td>${escapeHtml(cells[nth] ?? '')}</td>`);
  return `<tr class="line">${filled.join('')}</tr>${notes.map((note) => across('note', columns, note)).join('')}`;
}

function across(name: 'line' | 'note', columns: readonly SheetColumn[], text: string): string {
  return `<tr class="${name}"><td colspan="${columns.length}">${escapeHtml(text)}</td></tr>`;
}

/** Columns that fill the page: the last takes what the others leave. */
export function columnsOf(columns: readonly SheetColumn[], last: string): readonly SheetColumn[] {
  const taken = columns.reduce((sum, { width }) => sum + width, 0);
  return [...columns, { title: last, width: sheetWidth - taken }];
}

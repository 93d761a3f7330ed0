import { createHash } from 'node:crypto';
import { escapeHtml } from '../../kernel/escape-html.ts';
import { cellWords } from '../shown/cell-words.ts';
import { recordHeading } from '../shown/record-heading.ts';
import type { ShownRecord } from '../shown/shown-record.ts';

/** What is fixed is printed on every sheet. The margin boxes count the pages, where whoever prints knows them: the page itself does not know how many there will be. */
const style = `@page{size:A4 landscape;margin:12mm 9mm;@bottom-right{content:counter(page) "/" counter(pages) " ページ";font-size:8pt}}
body{font:7.5pt sans-serif;margin:0}.grade{position:fixed;top:0;right:0;margin:0;font-weight:bold}h1{font-size:12pt;margin:0 0 1mm}dl{margin:0 0 2mm;display:grid;grid-template-columns:max-content 1fr;column-gap:3mm}dd{margin:0}
table{border-collapse:collapse;width:100%;table-layout:fixed}thead{display:table-header-group}tr{break-inside:avoid}
th,td{border:1px solid #888;padding:.6mm;text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}th{background:#eee}.id{font-size:4.5pt}`;

/** The Content-Security-Policy of the page: its own style sheet, and nothing else. */
export const recordPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(style)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A record as a page to print, that fetches nothing and runs nothing: its heading is repeated on every sheet, and the rows counted at the end. */
export async function* htmlRecord(record: ShownRecord): AsyncGenerator<string> {
  const { title, grade, columns, pages } = record;
  const words = cellWords(record.site.timeZone, record.era);
  const above = recordHeading(record, words).map(
    ([about, says]) => `<dt>${escapeHtml(about)}</dt><dd>${escapeHtml(says)}</dd>`,
  );
  const heads = columns.map((column) => `<th${classOf(column.sort)}>${escapeHtml(column.title)}</th>`);
  const shares = columns.map(({ width }) => `<col span="1" width="${width}*"/>`);
  yield `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"/><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><p class="grade">${escapeHtml(grade)}</p><h1>${escapeHtml(title)}</h1><dl>${above.join('')}</dl>
<table><colgroup>${shares.join('')}</colgroup><thead><tr>${heads.join('')}</tr></thead><tbody>
`;
  let count = 0;
  for await (const rows of pages) {
    count += rows.length;
    const lines = rows.map((row) => {
      const cells = columns.map(
        (column) => `<td${classOf(column.sort)}>${escapeHtml(words.cell(column, row))}</td>`,
      );
      return `<tr>${cells.join('')}</tr>\n`;
    });
    if (lines.length > 0) yield lines.join('');
  }
  yield `</tbody></table><p>${count} 件（以上）</p></body></html>\n`;
}

function classOf(sort: string): string {
  return sort === 'id' ? ' class="id"' : '';
}

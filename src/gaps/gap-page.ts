import { createHash } from 'node:crypto';
import { escapeHtml } from '../kernel/escape-html.ts';
import type { ShownGaps } from './shown-gaps.ts';

const style = `@page{size:A4 landscape;margin:10mm}body{font:9pt sans-serif}h1{font-size:13pt}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #888;padding:1mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}`;

/** The Content-Security-Policy of the page: its own style sheet, and nothing else. */
export const gapPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256')
  .update(style)
  .digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A report as a page to print, that fetches nothing and runs nothing. */
export function gapPage({ columns, rows, summary }: ShownGaps, title: string): string {
  const cells = (tag: 'th' | 'td', line: readonly string[]) =>
    `<tr>${line.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"/><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(title)}</h1>
<table class="summary">${summary.map(([words, count]) => cells('td', [words, String(count)])).join('')}</table>
<table class="lines"><thead>${cells('th', columns)}</thead><tbody>${rows.map((row) => cells('td', row)).join('')}</tbody></table>
</body></html>
`;
}

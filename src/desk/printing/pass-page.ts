import { createHash } from 'node:crypto';
import { escapeHtml } from '../../kernel/escape-html.ts';
import type { PassRow } from '../passes/pass-rows.ts';
import { classBand } from './class-band.ts';
import { numeralSvg } from './numeral-svg.ts';
import { type PrintSize, passStyle } from './pass-style.ts';
import { qrSvg } from './qr-svg.ts';

/** What a pass shows to whoever meets its wearer. */
export type PassFace = Pick<PassRow, 'numeral' | 'basis' | 'highestClass'> & {
  /** What the QR code says: the pass and until when, nothing of a person. */
  readonly code: string;
  /** In words of the site's clock; null = it is in stock. */
  readonly validUntil: string | null;
  readonly wearer: { readonly name: string; readonly affiliation: string | null } | null;
  /** Where it is worn, by name; no hidden zone, no server room. */
  readonly zones: readonly string[];
};

const titles = {
  visit: '一時通行証',
  'card-lent': '事前貸与',
  'one-day': '臨時カード',
} as const satisfies Record<PassRow['basis'], string>;

/** A page with one pass; it fetches nothing, and runs nothing. */
export function passPage(face: PassFace, size: PrintSize): string {
  const { numeral, basis, highestClass, code, validUntil, wearer, zones } = face;
  const lines = [
    line('name', wearer?.name),
    line('affiliation', wearer?.affiliation),
    line('zones', zones.length === 0 ? undefined : zones.join('・')),
    line('until', validUntil === null ? undefined : `${validUntil} まで`),
  ];
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"/><title>${titles[basis]} ${escapeHtml(numeral)}</title>
<style>${passStyle(size)}</style></head>
<body><main class="pass ${basis}"><h1>${titles[basis]}</h1>${classBand(highestClass)}
<p class="numeral">${numeralSvg(numeral)}</p>${lines.join('')}${qrSvg(code)}
<p class="return">退館のとき受付に返してください</p></main></body></html>
`;
}

function line(name: string, text: string | null | undefined): string {
  return text === null || text === undefined ? '' : `<p class="${name}">${escapeHtml(text)}</p>`;
}

/** The Content-Security-Policy of the page: its own style sheet, and nothing else. */
export function passPagePolicy(size: PrintSize): string {
  const hash = createHash('sha256').update(passStyle(size)).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

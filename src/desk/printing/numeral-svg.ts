import { escapeHtml } from '../../kernel/escape-html.ts';

/** In millimetres of the face of a pass. */
const width = 52;
const height = 13;
const largest = 12;

/** The numeral of a pass in one line, as large as its width leaves it: it is read aloud, so none of it may be cut off. */
export function numeralSvg(numeral: string): string {
  const ems = Array.from(numeral).reduce((sum, character) => sum + emsOf(character), 0);
  const size = Math.min(largest, width / ems).toFixed(1);
  return `<svg viewBox="0 0 ${width} ${height}"><text x="${width / 2}" y="${height - 2}" text-anchor="middle" font-size="${size}">${escapeHtml(numeral)}</text></svg>`;
}

/** How wide a character is in a bold face, on the safe side. */
function emsOf(character: string): number {
  if (/[MW]/.test(character)) return 1;
  return /[-1I]/.test(character) ? 0.62 : 0.75;
}

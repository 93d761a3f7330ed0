import { encode } from 'uqr';

/** A QR code as an SVG of one path, a unit a module, with the quiet zone of four modules that readers need. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return `<svg class="qr" role="img" aria-label="QR" viewBox="0 0 ${size} ${size}"><path d="${dark.join('')}"/></svg>`;
}

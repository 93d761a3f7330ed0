import { encode } from 'uqr';

const svg = 'http://www.w3.org/2000/svg';
const quiet = 4;

/** A text as 二次元コード, with what it is for whoever does not see it. */
export function qrCode(text: string, says: string): SVGSVGElement {
  const { data, size } = encode(text, { border: quiet });
  const made = document.createElementNS(svg, 'svg');
  made.setAttribute('class', 'qr');
  made.setAttribute('viewBox', `0 0 ${size} ${size}`);
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', says);
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', dark.join(''));
  made.append(path);
  return made;
}

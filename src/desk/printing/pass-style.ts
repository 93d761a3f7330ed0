/** A label of 62 × 100 mm, or the same on a sheet to cut it out of. */
export const printSizes = ['label', 'a4'] as const;

export type PrintSize = (typeof printSizes)[number];

/**
 * The style sheet of a printed pass. What kind of wearer it has shows in its frame too, beside the title. However much is written on it,
 * the heights of its lines leave the code its room.
 */
export function passStyle(size: PrintSize): string {
  return `${pages[size]}${face}`;
}

const pages = {
  label: '@page{size:62mm 100mm;margin:0}',
  a4: '@page{size:A4 portrait;margin:15mm}.pass{outline:1px dashed #000;outline-offset:2mm}',
} as const satisfies Record<PrintSize, string>;

const face = `
*{box-sizing:border-box;margin:0}
body{font-family:"Noto Sans CJK JP","Hiragino Sans","Yu Gothic",sans-serif;color:#000}
.pass{width:62mm;height:100mm;padding:3mm;border:1.5mm solid #000;overflow:hidden;text-align:center}
.card-lent{border-style:double}
.one-day{border-style:dashed}
h1{font-size:5mm;line-height:1.2}
.band{display:block;width:100%;height:9mm;stroke:#000;stroke-width:1.2;fill:none}
.numeral{height:13mm;font-weight:bold}
.numeral svg{display:block;width:100%;height:100%}
.name{font-size:5mm;font-weight:bold;line-height:1.2;max-height:12mm;overflow:hidden;overflow-wrap:anywhere}
.affiliation,.zones,.until{font-size:3.2mm;line-height:1.3;max-height:8.4mm;overflow:hidden;overflow-wrap:anywhere}
.qr{display:block;width:24mm;height:24mm;margin:0 auto}
.return{font-size:2.6mm;line-height:1.2}
`;

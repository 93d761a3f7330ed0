import { sheetWidth } from './paginate.ts';

/** The style sheet of printed lists: A4 on its side, black on white. Widths of columns are classes, for the page has no style attributes. */
export const sheetStyle = `
@page{size:A4 landscape;margin:10mm}
*{box-sizing:border-box;margin:0}
body{font:9pt/1.35 "Noto Sans CJK JP","Hiragino Sans","Yu Gothic",sans-serif;color:#000}
.sheet{break-after:page}
.sheet:last-child{break-after:auto}
header,footer{display:flex;justify-content:space-between;align-items:baseline;margin:1mm 0}
h1{font-size:13pt}
table{width:100%;table-layout:fixed;border-collapse:collapse}
th,td{border:.2mm solid #000;padding:.7mm .8mm;vertical-align:top;text-align:left;font-weight:normal;white-space:pre-wrap;overflow-wrap:anywhere;word-break:break-all}
.line td{height:10mm}
tr{break-inside:avoid}
.note td{border-top-style:dotted}
footer{font-size:7.5pt}
${Array.from({ length: sheetWidth }, (_, nth) => `.w${nth + 1}{width:${nth + 1}em}`).join('')}
`;

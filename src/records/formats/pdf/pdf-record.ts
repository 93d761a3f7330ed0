import { buildTurns } from '../../../kernel/build-turns.ts';
import { cellWords } from '../../shown/cell-words.ts';
import { codePoints } from '../../shown/code-points.ts';
import { onEverySheet, recordHeading } from '../../shown/record-heading.ts';
import type { ShownRecord } from '../../shown/shown-record.ts';
import { buildPdfSheets, paper } from './build-pdf-sheets.ts';
import { buildPdfTable } from './build-pdf-table.ts';
import { loadTypeface, type Typeface } from './typeface.ts';
import { wrapLines } from './wrap-lines.ts';

let typeface: Promise<Typeface> | undefined;

/**
 * A record as a PDF: its title, heading and page on every sheet, and behind the rows how many there were and which letters the embedded font
 * lacks (印字できない字形), each with how often it was met. Others have their turn between its rows.
 */
export async function* pdfRecord(record: ShownRecord): AsyncGenerator<Buffer> {
  const { title, site, columns, pages } = record;
  const words = cellWords(site.timeZone, record.era);
  const heading = recordHeading(record, words);
  // Read once: the font is the same for all.
  typeface ??= loadTypeface();
  const sheets = buildPdfSheets(await typeface, { title, madeAt: record.madeAt });
  const takeTurns = buildTurns();
  let isFirst = true;
  const table = buildPdfTable(sheets, columns, () => {
    sheets.page();
    sheets.text(`${title}　${site.name}`, paper.margin, paper.margin + 8, 10);
    let y = paper.margin + 16;
    const lines = isFirst ? heading : heading.filter(([about]) => onEverySheet.includes(about));
    isFirst = false;
    const width = ((paper.width - 2 * paper.margin) * 1000) / 7;
    for (const line of lines.flatMap(([about, says]) =>
      wrapLines(`${about}：${says}`, width, sheets.advanceOf),
    )) {
      y += 9;
      sheets.text(line, paper.margin, y, 7);
    }
    return y + 6;
  });
  table.begin();
  let count = 0;
  for await (const rows of pages) {
    for (const row of rows) {
      table.writeRow(columns.map((column) => words.cell(column, row)));
      await takeTurns();
    }
    count += rows.length;
    const written = sheets.written();
    if (written !== null) yield written;
  }
  table.writeBelow(`${count} 件（以上）`);
  // Listed by their numbers: they cannot be printed here.
  const lacking = [...sheets.lacking].map(([letter, times]) => `${codePoints(letter)}（${times}か所）`);
  if (lacking.length > 0) table.writeBelow(`印字できない字形: ${lacking.join('、')}`);
  await takeTurns();
  sheets.end();
  for (let written = sheets.written(); written !== null; written = sheets.written()) yield written;
}

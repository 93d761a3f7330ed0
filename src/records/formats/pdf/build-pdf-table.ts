import type { RecordColumn } from '../../kinds/record-column.ts';
import { type PdfSheets, paper } from './build-pdf-sheets.ts';
import { wrapLines } from './wrap-lines.ts';

const size = 7;
/** Ids are for whoever looks something up, and stand in small print. */
const smallSize = 4.2;
const leading = 1.22;
const gap = 1.5;

/** What the table asks of the page it stands on: where it may begin on a new one, which has the heading already. */
export type NewPage = () => number;

/** A table over as many pages as it needs, its heading on each. */
export function buildPdfTable(sheets: PdfSheets, columns: readonly RecordColumn[], newPage: NewPage) {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const unit = (paper.width - 2 * paper.margin) / shares;
  let at = paper.margin;
  const places = columns.map(({ width, sort }) => {
    const x = at;
    at += width * unit;
    const sized = sort === 'id' ? smallSize : size;
    return { x, size: sized, width: ((width * unit - 2 * gap) * 1000) / sized };
  });
  const right = paper.width - paper.margin;
  const bottom = paper.height - paper.margin;
  let y = 0;

  function wrapped(texts: readonly string[]): readonly (readonly string[])[] {
    return places.map(({ width }, nth) => wrapLines(texts[nth] ?? '', width, sheets.advanceOf));
  }

  function heightOf(cells: readonly (readonly string[])[]): number {
    return (
      2 * gap + Math.max(...cells.map((lines, nth) => lines.length * (places[nth]?.size ?? size) * leading))
    );
  }

  /** Writes as many lines of each cell as there is room for, and answers those left. */
  function writeLines(cells: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
    return cells.map((lines, nth) => {
      const { x, size: sized } = places[nth] ?? { x: 0, size };
      const most = Math.floor((room - 2 * gap) / (sized * leading));
      for (const [line, words] of lines.slice(0, most).entries()) {
        if (words !== '') sheets.text(words, x + gap, y + gap + sized * (0.9 + line * leading), sized);
      }
      return lines.slice(most);
    });
  }

  function writeRow(texts: readonly string[]): void {
    let rest = wrapped(texts);
    if (y + heightOf(rest) > bottom && heightOf(rest) < bottom - top) begin();
    while (rest.some((lines) => lines.length > 0)) {
      if (y + 2 * gap + size * leading > bottom) begin();
      const height = Math.min(heightOf(rest), bottom - y);
      rest = writeLines(rest, height + 0.01);
      y += height;
      sheets.rule(y, paper.margin, right);
    }
  }

  let top = 0;
  /** Begins a page, with the heading of the table. */
  function begin(): void {
    y = newPage();
    const heads = wrapped(columns.map(({ title }) => title));
    const height = heightOf(heads);
    sheets.rule(y, paper.margin, right);
    writeLines(heads, height + 0.01);
    y += height;
    sheets.rule(y, paper.margin, right);
    top = y;
  }

  return {
    begin,
    writeRow,
    /** Lines as wide as the table, below it. */
    writeBelow(text: string): void {
      for (const line of wrapLines(text, ((right - paper.margin) * 1000) / size, sheets.advanceOf)) {
        if (y + size * 1.5 > bottom) begin();
        y += size * 1.5;
        sheets.text(line, paper.margin, y, size);
      }
    },
  };
}

/** A line of a printed sheet: a text a column in their order, and notes below it across all columns. */
export type SheetRow = { readonly cells: readonly string[]; readonly notes: readonly string[] };

/** A column: what stands above it, and its width in full-width characters. */
export type SheetColumn = { readonly title: string; readonly width: number };

/** All columns of a sheet together: an A4 page on its side, in characters. */
export const sheetWidth = 87;

/** What a page has room for below its head, and what takes it, in millimetres: as `sheet-style.ts` sets it. */
const page = { rows: 150, line: 4.3, padding: 1.8, least: 10 } as const;

/**
 * The lines of a sheet, page by page, so that each page says which of how many it is. A line stays whole: one that is taller than a page
 * has a page of its own. Without lines there is one page, empty.
 */
export function paginate(
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
): readonly (readonly SheetRow[])[] {
  const pages: SheetRow[][] = [[]];
  let left: number = page.rows;
  for (const row of rows) {
    const height = heightOf(row, columns);
    if (height > left && pages.at(-1)?.length !== 0) {
      pages.push([]);
      left = page.rows;
    }
    pages.at(-1)?.push(row);
    left -= height;
  }
  return pages;
}

function heightOf({ cells, notes }: SheetRow, columns: readonly SheetColumn[]): number {
  const lines = Math.max(...cells.map((text, nth) => linesOf(text, columns[nth]?.width ?? sheetWidth)));
  const below = notes.reduce((sum, note) => sum + linesOf(note, sheetWidth), 0);
  return (
    Math.max(page.least, lines * page.line + page.padding) +
    (below === 0 ? 0 : below * page.line + page.padding)
  );
}

/** How many lines a text takes in so wide a cell, whose edges take one character. */
function linesOf(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(charactersIn(line) / Math.max(1, width - 1))), 0);
}

/** In widths of a 全角 character; ASCII and 半角カナ take half of one. */
function charactersIn(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 0.5 : 1),
    0,
  );
}

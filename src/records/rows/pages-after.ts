import { rowsAtOnce } from './record-asked.ts';

/** Reads rows page by page, each of `rowsAtOnce` after the place of the last row before, until a page is not full. */
export async function* pagesAfter<Place, Row>(
  first: Place,
  load: (after: Place) => Promise<readonly Row[]>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<readonly Row[]> {
  let after = first;
  for (;;) {
    const rows = await load(after);
    yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    after = placeOf(end);
  }
}

import { rowsAtOnce } from './record-asked.ts';

const beforeAny = '00000000-0000-0000-0000-000000000000';

/** Reads rows page by page, each of `rowsAtOnce` after the id of the one before, until a page is not full. */
export async function* pagesById<Row extends { readonly id: string }>(
  load: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after = beforeAny;
  for (;;) {
    const rows = await load(after);
    yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    after = end.id;
  }
}

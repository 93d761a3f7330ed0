import { rowsAtOnce } from './record-asked.ts';

/** A place among the versions of things: a thing, and the entry that its version begins with. */
export type VersionPlace = { readonly id: string; readonly seq: number };

const beforeAny: VersionPlace = { id: '00000000-0000-0000-0000-000000000000', seq: 0 };

/** Reads versions page by page, each of `rowsAtOnce` after the place of the one before, until a page is not full. */
export async function* pagesOfVersions<Row extends VersionPlace>(
  load: (after: VersionPlace) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after = beforeAny;
  for (;;) {
    const rows = await load(after);
    yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) return;
    after = { id: end.id, seq: end.seq };
  }
}

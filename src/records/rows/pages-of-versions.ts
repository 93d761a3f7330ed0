import { pagesAfter } from './pages-after.ts';

/** A place among the versions of things: a thing, and the entry that its version begins with. */
export type VersionPlace = { readonly id: string; readonly seq: number };

const beforeAny: VersionPlace = { id: '00000000-0000-0000-0000-000000000000', seq: 0 };

/** Reads versions page by page, those of one thing behind each other. */
export function pagesOfVersions<Row extends VersionPlace>(
  load: (after: VersionPlace) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  return pagesAfter<VersionPlace, Row>(beforeAny, load, ({ id, seq }) => ({ id, seq }));
}

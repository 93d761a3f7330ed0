import { pagesAfter } from './pages-after.ts';

const beforeAny = '00000000-0000-0000-0000-000000000000';

/** Reads rows page by page, in the order of their ids. */
export function pagesById<Row extends { readonly id: string }>(
  load: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  return pagesAfter(beforeAny, load, ({ id }) => id);
}

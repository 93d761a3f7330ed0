/** One page of a list and the cursor of the next; `next` is null on the last page. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

/** Cuts a page out of `limit + 1` rows read in order. */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

import type { Page } from '../../kernel/page.ts';

/** A list from its first page to its last: paper has no next page to ask for. */
export async function everyItem<Item>(
  loadPage: (after: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await loadPage(after);
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return items;
}

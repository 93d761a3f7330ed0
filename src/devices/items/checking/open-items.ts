import type { KeptItemTerms } from '../applying/item-terms.ts';
import type { ItemRow } from '../registry/item-rows.ts';

/** The items that a permit still answers for: brought in by it and inside, taken out by it and to come back, or not gone yet. */
export function openItems<Item extends Pick<ItemRow, 'itemId' | 'permitId' | 'state'>>(
  permitId: string,
  { way, returns, items }: Pick<KeptItemTerms, 'way' | 'returns' | 'items'>,
  rows: readonly Item[],
): readonly Item[] {
  if (way === 'in') return rows.filter((row) => row.permitId === permitId && row.state === 'inside');
  if (returns === true) return rows.filter((row) => row.permitId === permitId && row.state === 'outside');
  return rows.filter((row) => items.includes(row.itemId) && row.state !== 'gone');
}

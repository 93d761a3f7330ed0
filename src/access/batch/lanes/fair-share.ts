/** Taken items, and those that wait for the next time; each in the order they came. */
export type Shared<Item> = { readonly taken: readonly Item[]; readonly left: readonly Item[] };

/**
 * Takes up to `count` of what waits so that each owner has the same share, or all it has where that is less: whoever has much
 * waiting holds up nobody. Of one owner, and of what is taken, the order stays that of arrival.
 */
export function fairShare<Item>(
  waiting: readonly Item[],
  count: number,
  ownerOf: (item: Item) => string,
): Shared<Item> {
  if (waiting.length <= count) return { taken: waiting, left: [] };
  const share = shareOf(waiting.map(ownerOf), count);
  const had = new Map<string, number>();
  const taken: Item[] = [];
  const left: Item[] = [];
  for (const item of waiting) {
    const owner = ownerOf(item);
    const before = had.get(owner) ?? 0;
    if (before < share && taken.length < count) {
      had.set(owner, before + 1);
      taken.push(item);
    } else left.push(item);
  }
  return { taken, left };
}

/** How many each owner may have, so that those who have less leave theirs to the others. One at least. */
function shareOf(owners: readonly string[], count: number): number {
  const has = new Map<string, number>();
  for (const owner of owners) has.set(owner, (has.get(owner) ?? 0) + 1);
  let places = count;
  let others = has.size;
  for (const all of [...has.values()].toSorted((one, other) => one - other)) {
    const share = Math.floor(places / others);
    if (all > share) return Math.max(1, share);
    places -= all;
    others -= 1;
  }
  return count;
}

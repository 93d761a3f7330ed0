import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';

/** What is known at a read of the items that whoever reads carried in. */
export type ItemsKnown = {
  /** One of them is inside, and may not stay there without them. */
  readonly inside: true;
};

type ItemsColumns = { readonly itemInside: string | null };

const isInsideAndTheirs = `
    i.site_id = $1 and i.carried_by = person.person_id and i.until_seq is null and i.state = 'inside' and not i.stays`;

/**
 * Whether something is inside that whoever reads carried in and that may not stay (別表2 rows 5 and 6). One look at a key that
 * is not there, for all who carried nothing. Where things are is of now: late reads are told nothing of it.
 */
export const itemsPart: ReaderPart<ItemsColumns, ItemsKnown> = {
  columns: { itemInside: 'item_id' },
  lateral: ({ name }) =>
    name === 'then'
      ? 'select null::uuid as item_id where false'
      : `
    select i.item_id from items i where ${isInsideAndTheirs}`,
  askedOf: () => `(select true from items i where ${isInsideAndTheirs} limit 1)`,
  factOf: ({ itemInside }) => (itemInside === null ? undefined : { inside: true }),
};

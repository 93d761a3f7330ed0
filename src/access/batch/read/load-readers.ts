import type { ClientBase } from 'pg';
import type { CardHolder, ShownCard } from '../../../people/at-the-door/card-holder.ts';
import { type CardHolderRow, cardHoldersOf } from '../../../people/at-the-door/card-holder-row.ts';
import { selectCardHolders, shownColumns } from '../../../people/at-the-door/load-card-holders.ts';
import { type PlaceColumns, type PlaceRow, placeColumns } from './load-places.ts';

/** Whoever reads cards in a batch: what is known of each shown card, and where its holder is. */
export type Readers = {
  /** In the order of the cards asked for; undefined = no such card. */
  readonly holders: readonly (CardHolder | undefined)[];
  readonly places: readonly PlaceRow[];
};

type ReaderRow = CardHolderRow & Partial<PlaceColumns>;

/** Reads cards, holders, permissions and places by key in one statement, after the one that took the head (I5). */
export async function loadReaders(
  client: ClientBase,
  siteId: string,
  shown: readonly ShownCard[],
): Promise<Readers> {
  if (shown.length === 0) return { holders: [], places: [] };
  const { rows } = await client.query<ReaderRow>({
    name: 'load-readers',
    text: `
      select holder.*, ${placeColumns} from (${selectCardHolders}) holder
      left join lateral (
        select * from presence where site_id = $1 and person_id = holder."personId" limit 1
      ) p on true`,
    values: [siteId, ...shownColumns(shown)],
  });
  return { holders: cardHoldersOf(shown.length, rows), places: rows.filter(hasPlace) };
}

function hasPlace(row: ReaderRow): row is ReaderRow & PlaceRow {
  return row.personId !== null && row.sinceSeq !== null;
}

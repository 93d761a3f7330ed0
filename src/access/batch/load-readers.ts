import type { ClientBase } from 'pg';
import type { CardHolder, CardKey } from '../../people/card-holder.ts';
import { type CardHolderRow, cardHolderOf } from '../../people/card-holder-row.ts';
import { cardColumns, selectCardHolders } from '../../people/load-card-holders.ts';
import { type PlaceColumns, type PlaceRow, placeColumns } from './load-places.ts';

/** Whoever reads cards in a batch: what is known of each presented card, and where its holder is. */
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
  cards: readonly CardKey[],
): Promise<Readers> {
  if (cards.length === 0) return { holders: [], places: [] };
  const { rows } = await client.query<ReaderRow>({
    name: 'load-readers',
    text: `
      select holder.*, ${placeColumns} from (${selectCardHolders}) holder
      left join lateral (
        select * from presence where site_id = $1 and person_id = holder."personId" limit 1
      ) p on true`,
    values: [siteId, ...cardColumns(cards)],
  });
  const holders: (CardHolder | undefined)[] = new Array(cards.length).fill(undefined);
  const places: PlaceRow[] = [];
  for (const row of rows) {
    holders[row.place - 1] = cardHolderOf(row);
    if (row.personId !== null && row.certainty !== undefined && row.sinceSeq !== null) {
      places.push(row as PlaceRow);
    }
  }
  return { holders, places };
}

import { arrayText } from '../../db/array-text.ts';
import type { ReadSource } from '../batch/read/read-source.ts';

/** A card that an entry names, read for a passage when the site and the ministry had recorded so much. */
export type CardOfEntry = {
  readonly card: string;
  readonly from: string;
  readonly to: string;
  readonly ministrySeq: number;
  readonly siteSeq: number;
};

/** Cards by what entries call them, in this order: the log holds no number of a card. */
export function cardsOfEntries(read: readonly CardOfEntry[]): ReadSource {
  return {
    name: 'cards-of-entries',
    isEmpty: read.length === 0,
    rows: (first) => `
      select k.format, k.facility, k.number, named.from_zone, named.to_zone, named.ministry_seq, named.site_seq, named.ordinal
      from unnest($${first}::uuid[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::int8[], $${first + 4}::int8[])
        with ordinality as named(card_id, from_zone, to_zone, ministry_seq, site_seq, ordinal)
      cross join lateral (
        select c.format, c.facility, c.number from cards c where c.card_id = named.card_id order by c.from_seq desc limit 1
      ) k`,
    values: [
      arrayText(read.map(({ card }) => card)),
      arrayText(read.map(({ from }) => from)),
      arrayText(read.map(({ to }) => to)),
      arrayText(read.map(({ ministrySeq }) => ministrySeq)),
      arrayText(read.map(({ siteSeq }) => siteSeq)),
    ],
  };
}

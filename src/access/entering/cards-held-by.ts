import { arrayText } from '../../db/array-text.ts';
import type { ReadSource } from '../batch/read/read-source.ts';

/** Somebody as if they showed a card of theirs on a way. */
export type Shower = { readonly person: string; readonly from: string; readonly to: string };

/** The card of each of these persons, in this order: one that is in force where there is one. Whoever has none is not among them. */
export function cardsHeldBy(showers: readonly Shower[]): ReadSource {
  return {
    name: 'cards-held-by',
    isEmpty: showers.length === 0,
    rows: (first) => `
      select c.format, c.facility, c.number, asked.from_zone, asked.to_zone, null::text as door_id, asked.ordinal
      from unnest($${first}::uuid[], $${first + 1}::text[], $${first + 2}::text[])
        with ordinality as asked(person_id, from_zone, to_zone, ordinal)
      cross join lateral (
        select * from cards k where k.person_id = asked.person_id and k.until_seq is null
        order by k.state <> 'active', k.from_seq desc limit 1
      ) c`,
    values: [
      arrayText(showers.map(({ person }) => person)),
      arrayText(showers.map(({ from }) => from)),
      arrayText(showers.map(({ to }) => to)),
    ],
  };
}

import { arrayText } from '../../../db/array-text.ts';
import type { ReadSource } from './read-source.ts';

/** The cards of whoever waits at these doors, each shown for the passage it waits for: they are known as they are now. */
export function cardsWaiting(doors: readonly string[]): ReadSource {
  return {
    name: 'cards-waiting',
    isEmpty: doors.length === 0,
    rows: (first) => `
      select c.format, c.facility, c.number, w.from_zone, w.to_zone, w.door_id, row_number() over () as ordinal
      from unnest($${first}::text[]) as asked(door_id)
      cross join lateral (
        select * from waits where site_id = $1 and door_id = asked.door_id order by since_seq limit ${waitingAtOnce}
      ) w
      cross join lateral (
        select * from cards c where c.card_id = w.card_id and coalesce(c.until_seq, 0) = 0
        order by c.from_seq desc limit 1
      ) c`,
    values: [arrayText(doors)],
  };
}

/** More do not stand before one door. */
const waitingAtOnce = 100;

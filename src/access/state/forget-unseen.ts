import type { ClientBase } from 'pg';
import type { Effect } from '../../log/entry/effects.ts';
import type { PendingPassage } from '../decide/facts/pending-passage.ts';
import { type PlaceColumns, parsePlace, placePart } from './place-part.ts';
import { stillPending } from './still-pending.ts';

const columns = Object.entries(placePart.columns)
  .map(([column, ofPresence]) => `${ofPresence} as "${column}"`)
  .join(', ');

/**
 * The effects by which the place of everyone whom nobody has seen where they are since a moment becomes unknown, but for those in
 * zones outside. The caller holds the head and records them: when an emergency is over, all may have left by doors that were released,
 * also whoever read at one of them meanwhile, and an unknown place lets its person pass once, without passback. What is pending at a
 * door goes on.
 */
export async function forgetUnseen(
  client: ClientBase,
  siteId: string,
  since: Date,
  outside: ReadonlySet<string>,
): Promise<readonly Effect[]> {
  const { rows } = await client.query<PlaceColumns & { readonly person: string }>({
    name: 'load-unseen-since',
    text: `
      select person_id as person, ${columns} from presence
      where site_id = $1 and zone_id is not null and zone_id <> all($3)
        and not (since >= $2 and certainty = 'confirmed' and door_id is null)
      order by person_id`,
    values: [siteId, since, [...outside]],
  });
  return rows.flatMap((row) => forgotten(row.person, parsePlace(row)?.pending));
}

function forgotten(person: string, pending: PendingPassage | undefined): readonly Effect[] {
  return [{ type: 'presence', person, zone: null, certainty: 'assumed' }, ...stillPending(person, pending)];
}

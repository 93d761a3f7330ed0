import type { ClientBase } from 'pg';
import type { Effect } from '../../log/effects.ts';

/**
 * The effects by which the place of everyone who was neither read nor seen since a moment becomes unknown, but for those in zones
 * outside. The caller holds the head and records them: when an emergency is over, all may have left by doors that were released,
 * and an unknown place lets its person pass once, without passback.
 */
export async function forgetUnseen(
  client: ClientBase,
  siteId: string,
  since: Date,
  outside: ReadonlySet<string>,
): Promise<readonly Effect[]> {
  const { rows } = await client.query<{ person: string }>({
    name: 'load-unseen-since',
    text: `
      select person_id as person from presence
      where site_id = $1 and zone_id is not null and zone_id <> all($3) and since < $2 and pending_door is null
      order by person_id`,
    values: [siteId, since, [...outside]],
  });
  return rows.map(({ person }): Effect => ({ type: 'presence', person, zone: null, certainty: 'assumed' }));
}

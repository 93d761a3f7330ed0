import type { ClientBase } from 'pg';
import type { Effect } from '../../log/entry/effects.ts';

/**
 * The effects by which the place of everyone in these zones, or on the way from or to them, becomes unknown. The caller
 * holds the head and records them. An unknown place lets its person pass once: a zone that is no more traps nobody (I6).
 */
export async function clearZones(
  client: ClientBase,
  siteId: string,
  zones: readonly string[],
): Promise<readonly Effect[]> {
  if (zones.length === 0) return [];
  const { rows } = await client.query<{ person: string }>({
    name: 'load-persons-about-zones',
    text: `
      select person_id as person from presence
      where site_id = $1 and (zone_id = any($2) or pending_from = any($2) or pending_to = any($2)) order by person_id`,
    values: [siteId, zones],
  });
  return rows.map(({ person }): Effect => ({ type: 'presence', person, zone: null, certainty: 'assumed' }));
}

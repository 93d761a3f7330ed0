import type { ClientBase } from 'pg';
import type { Effect } from '../../log/effects.ts';
import { applyEffects } from './apply-effects.ts';
import type { Moment } from './hot-part.ts';
import { saveEffects } from './save-effects.ts';
import { emptySite } from './site-state.ts';

/**
 * Makes the place of everyone in these zones, or on the way from or to them, unknown; the caller holds the head and
 * records the effects. An unknown place lets its person pass once: a zone that is no more traps nobody (I6).
 */
export async function clearZones(
  client: ClientBase,
  siteId: string,
  zones: readonly string[],
  moment: Moment,
): Promise<readonly Effect[]> {
  if (zones.length === 0) return [];
  const { rows } = await client.query<{ person: string }>({
    name: 'load-persons-about-zones',
    text: `
      select person_id as person from presence
      where site_id = $1 and (zone_id = any($2) or pending_from = any($2) or pending_to = any($2)) order by person_id`,
    values: [siteId, zones],
  });
  const effects = rows.map(
    ({ person }): Effect => ({ type: 'presence', person, zone: null, certainty: 'assumed' }),
  );
  await saveEffects(client, siteId, [{ ...moment, effects }], applyEffects(emptySite, effects, moment));
  return effects;
}

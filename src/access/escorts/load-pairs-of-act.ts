import type { ClientBase } from 'pg';
import { loadPairs } from '../batch/read/load-pairs.ts';
import { conditionKey, emptySite, type SiteState } from '../state/site-state.ts';

/** What an act must know of the pairs of these persons: where both are, who has whom, and where it is an emergency. The caller holds the head. */
export async function loadPairsOfAct(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  persons: readonly string[],
): Promise<SiteState> {
  const { rows } = await client.query<{ zone: string | null; since: Date; seq: number }>({
    name: 'load-emergencies',
    text: `
      select nullif(place, '') as zone, since, since_seq as seq from conditions
      where site_id = $1 and condition = 'emergency'`,
    values: [siteId],
  });
  const condition = 'emergency';
  const conditions = rows.map((row) => [conditionKey(condition, row.zone), { condition, ...row }] as const);
  return { ...emptySite, ...(await loadPairs(client, siteId, persons)), conditions: new Map(conditions) };
}

import type { Tx } from '../../db/in-transaction.ts';
import type { Effect } from '../../log/entry/effects.ts';

/**
 * What a stop of these persons does at each site to whoever they escort: custody is broken from `now` on, and the next batch settles
 * who is with the ward. The caller holds the heads of the sites.
 */
export async function breakCustody(
  { client }: Tx,
  siteIds: readonly string[],
  escortIds: readonly string[],
  now: Date,
): Promise<(siteId: string) => readonly Effect[]> {
  if (escortIds.length === 0) return () => [];
  const { rows } = await client.query<{ siteId: string; ward: string }>({
    name: 'load-wards-of',
    text: `
      select site_id as "siteId", visitor_id as ward from custody
      where site_id = any($1::uuid[]) and escort_id = any($2::uuid[]) and broken_since is null
      order by site_id, visitor_id`,
    values: [siteIds, escortIds],
  });
  const until = now.toISOString();
  return (siteId) =>
    rows.flatMap((one) => (one.siteId === siteId ? [{ type: 'custody-broken', ward: one.ward, until }] : []));
}

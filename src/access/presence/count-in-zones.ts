import type { ClientBase } from 'pg';

/** Which of the zones somebody is in or on the way into, and how many. */
export async function countInZones(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  zones: readonly string[],
): Promise<readonly { readonly zone: string; readonly persons: number }[]> {
  if (zones.length === 0) return [];
  const { rows } = await source.query<{ zone: string; persons: number }>({
    name: 'count-in-zones',
    text: `
      select zone, count(distinct person_id)::int as persons
      from presence, lateral (values (zone_id), (pending_to)) as place(zone)
      where site_id = $1 and zone = any($2) group by zone order by zone`,
    values: [siteId, zones],
  });
  return rows;
}

import type { SomeZones } from '../authority/visibility.ts';
import type { Pool } from '../db/pool.ts';

/** The doors into and out of these zones; null for all zones, undefined where there is no such site. */
export async function loadDoorsOf(
  pool: Pool,
  siteId: string,
  zones: SomeZones,
): Promise<readonly string[] | null | undefined> {
  const { rows } = await pool.query<{ doors: string[] }>({
    name: 'load-doors-of',
    text: `
      select array(
        select element_id from plan_elements
        where site_id = $1 and kind = 'door' and until_seq is null and exists (
          select from jsonb_array_elements(body -> 'directions') as direction
          where direction ->> 'from' = any($2::text[]) or direction ->> 'to' = any($2::text[]))
      ) as doors from sites where site_id = $1`,
    values: [siteId, zones === 'all' ? [] : [...zones]],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  return zones === 'all' ? null : row.doors;
}

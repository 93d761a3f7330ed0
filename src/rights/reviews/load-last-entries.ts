import type { Pool } from '../../db/pool.ts';

/** When each of these persons last came into a zone, as far back as is kept; one look at a key each. */
export async function loadLastEntries(
  pool: Pool,
  siteId: string,
  zoneId: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await pool.query<{ readonly person: string; readonly at: Date }>({
    name: 'load-last-entries',
    text: `
      select p.id as person, m.happened_at as at
      from unnest($3::uuid[]) as p(id) cross join lateral (
        select happened_at from moves where site_id = $1 and person_id = p.id and zone_id = $2
        order by happened_at desc limit 1
      ) m`,
    values: [siteId, zoneId, [...persons]],
  });
  return new Map(rows.map(({ person, at }) => [person, at]));
}

import type { ClientBase } from 'pg';

/** In which zone each of these persons is; whoever is in none is not among them. */
export async function findPlaces(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await source.query<{ readonly person: string; readonly zone: string }>({
    name: 'find-places',
    text: `
      select person_id as person, zone_id as zone from presence
      where site_id = $1 and person_id = any($2::uuid[]) and zone_id is not null`,
    values: [siteId, personIds],
  });
  return new Map(rows.map(({ person, zone }) => [person, zone]));
}

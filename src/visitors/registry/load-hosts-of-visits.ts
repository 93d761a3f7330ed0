import type { ClientBase } from 'pg';

/** Who is visited, by visit, as it is now; a visit that is not there is not among them. */
export async function loadHostsOfVisits(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  visitIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (visitIds.length === 0) return new Map();
  const { rows } = await source.query<{ visit: string; hosts: string[] }>({
    name: 'load-hosts-of-visits',
    text: `
      select visit_id as visit, array_agg(host_id) as hosts from destinations
      where site_id = $1 and visit_id = any($2::uuid[]) and until_seq is null group by visit_id`,
    values: [siteId, [...new Set(visitIds)]],
  });
  return new Map(rows.map(({ visit, hosts }) => [visit, new Set(hosts)]));
}

import type { ClientBase } from 'pg';

/** Whether there is such a site, and such a zone in its plan by now; undefined where there is no such site. */
export async function findSiteZone(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  zone: string | null,
): Promise<{ readonly hasZone: boolean } | undefined> {
  const { rows } = await source.query<{ hasZone: boolean }>({
    name: 'find-site-zone',
    text: `
      select $2::text is null or exists (
        select from plan_elements
        where site_id = $1 and kind = 'zone' and element_id = $2 and until_seq is null) as "hasZone"
      from sites where site_id = $1`,
    values: [siteId, zone],
  });
  return rows[0];
}

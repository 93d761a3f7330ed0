import type { Tx } from '../../db/in-transaction.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';

/**
 * The sites where these persons may be let through or are: a permission in force or a row of presence.
 * An act on their rights takes the heads of all of them (I5); the caller has locked the persons' rows.
 */
export async function findTouchedSites(
  { client }: Tx,
  personIds: readonly string[],
): Promise<readonly string[]> {
  if (personIds.length === 0) return [];
  const { rows } = await client.query<{ siteId: string }>({
    name: 'find-touched-sites',
    // Site by site: presence is kept and indexed by site.
    text: `
      select s.site_id as "siteId" from sites s
      where exists (
        select from standing_permissions p
        where p.site_id = s.site_id and p.person_id = any($1::uuid[]) and p.until_seq is null
          and p.state = any($2::text[]))
      or exists (select from presence p where p.site_id = s.site_id and p.person_id = any($1::uuid[]))
      order by s.site_id`,
    values: [personIds, permissionStatesInForce],
  });
  return rows.map((row) => row.siteId);
}

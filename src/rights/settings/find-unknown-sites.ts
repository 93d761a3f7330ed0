import { inArray } from 'drizzle-orm';
import type { AccessSettings } from '../../authority/settings/access-settings.ts';
import type { Database } from '../../db/pool.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { sites } from '../../zones/sites/tables.ts';

/** What names a site that there is not: nobody would be told that it is never looked at. */
export async function findUnknownSites(
  db: Database,
  { 'travel-times': travel }: Partial<AccessSettings>,
): Promise<readonly FieldError[]> {
  if (travel === undefined) return [];
  const named = travel.between.flatMap((way) => way.sites);
  const found = await db.select({ siteId: sites.siteId }).from(sites).where(inArray(sites.siteId, named));
  const known = new Set(found.map(({ siteId }) => siteId));
  return travel.between.flatMap((way, index) =>
    way.sites.every((site) => known.has(site))
      ? []
      : [{ at: `/between/${index}/sites`, message: 'この中に、登録されていない庁舎があります' }],
  );
}

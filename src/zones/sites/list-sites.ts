import { and, asc, gt, inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { sites } from './tables.ts';

export type SiteListed = { readonly id: string; readonly name: string; readonly createdAt: Date };

/** Sites in the order they were made: all of them, or those named. */
export async function listSites(
  db: Database,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  among: 'all' | readonly string[],
): Promise<Page<SiteListed>> {
  const rows = await db
    .select({ id: sites.siteId, name: sites.name, createdAt: sites.createdAt })
    .from(sites)
    .where(
      and(
        after === undefined ? undefined : gt(sites.siteId, after),
        among === 'all' ? undefined : inArray(sites.siteId, [...among]),
      ),
    )
    .orderBy(asc(sites.siteId))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => id);
}

import type { Database } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { findSite } from './find-site.ts';

/**
 * Whether a site is there; what is no id is left to the route's schema, which says so. Remembers those that are: a site is
 * made once and never goes.
 */
export function rememberSites(db: Database): (siteId: string) => Promise<boolean> {
  const known = new Set<string>();
  return async (siteId) => {
    if (known.has(siteId) || !isUuid(siteId)) return true;
    const there = (await findSite(db, siteId)) !== undefined;
    if (there) known.add(siteId);
    return there;
  };
}

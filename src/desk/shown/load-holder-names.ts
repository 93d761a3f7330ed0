import type { Database } from '../../db/pool.ts';
import { loadPersonNames } from '../../people/registry/load-person-names.ts';
import { loadVisitorNames } from '../../visitors/registry/load-visitor-names.ts';

/** The names of whoever has something of a site's desk: persons, and members of its visits. */
export async function loadHolderNames(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [persons, visitors] = await Promise.all([
    loadPersonNames(db, ids),
    loadVisitorNames(db, siteId, ids),
  ]);
  return new Map([...persons, ...visitors]);
}

import { asc, eq } from 'drizzle-orm';
import { declaredGroups } from '../../access/state/tables.ts';
import { reaches, type SomeZones } from '../../authority/visibility.ts';
import type { Database } from '../../db/pool.ts';

export type ListedGroup = typeof declaredGroups.$inferSelect;

/** Everyone in the building whom nobody reads, and crews that have gone and whose names are due, in the order they came. */
export async function listGroups(
  db: Database,
  siteId: string,
  seen: SomeZones,
): Promise<readonly ListedGroup[]> {
  const rows = await db
    .select()
    .from(declaredGroups)
    .where(eq(declaredGroups.siteId, siteId))
    .orderBy(asc(declaredGroups.since), asc(declaredGroups.groupId));
  return rows.filter(({ zoneId }) => reaches(seen, zoneId === null ? [] : [zoneId]));
}

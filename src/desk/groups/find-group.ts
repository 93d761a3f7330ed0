import { and, eq } from 'drizzle-orm';
import { declaredGroups } from '../../access/state/tables.ts';
import type { Database } from '../../db/pool.ts';
import type { GroupEffect } from '../../log/entry/effects.ts';

/** A group in the building as the effect that would state it again, with its zone and names as they are. */
export async function findGroup(
  db: Database,
  siteId: string,
  groupId: string,
): Promise<GroupEffect | undefined> {
  const [row] = await db
    .select()
    .from(declaredGroups)
    .where(and(eq(declaredGroups.siteId, siteId), eq(declaredGroups.groupId, groupId)));
  return row === undefined ? undefined : effectOf(row);
}

function effectOf(row: typeof declaredGroups.$inferSelect): GroupEffect {
  const { groupId: group, zoneId: zone, persons, since, doorIds: doors, opensUntil, namesDue } = row;
  return {
    type: 'group',
    group,
    kind: row.kind,
    zone,
    persons,
    since: since.toISOString(),
    doors,
    ...(opensUntil === null ? {} : { until: opensUntil.toISOString() }),
    ...(namesDue === null ? {} : { namesDue: namesDue.toISOString() }),
  };
}

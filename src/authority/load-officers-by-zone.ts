import { and, eq, isNull, or } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { roleAssignments } from './tables.ts';

/** Who is 区域情報セキュリティ責任者 of which zone of a site, by zone. */
export async function loadOfficersByZone(
  db: Database,
  siteId: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .select({ zone: roleAssignments.scope, holder: roleAssignments.holderId })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.role, 'zone-officer'),
        eq(roleAssignments.holderType, 'person'),
        or(eq(roleAssignments.siteId, siteId), isNull(roleAssignments.siteId)),
        isNull(roleAssignments.untilSeq),
      ),
    );
  const officers = new Map<string, Set<string>>();
  for (const { zone, holder } of rows) {
    if (zone !== null) officers.set(zone, (officers.get(zone) ?? new Set()).add(holder));
  }
  return officers;
}

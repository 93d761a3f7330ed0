import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { heldAt } from './held-at.ts';
import { roleAssignments } from './tables.ts';

/** The zones of a site that have a 区域情報セキュリティ責任者 now. */
export async function loadZoneOfficers(
  db: Database,
  siteId: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ zone: roleAssignments.scope })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.role, 'zone-officer'), eq(roleAssignments.siteId, siteId), heldAt(now)));
  return new Set(rows.flatMap(({ zone }) => zone ?? []));
}

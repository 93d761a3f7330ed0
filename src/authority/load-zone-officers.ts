import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/pool.ts';
import { roleAssignments } from './tables.ts';

/** The zones of a site that have a 区域情報セキュリティ責任者. */
export async function loadZoneOfficers(db: Database, siteId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ zone: roleAssignments.scope })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.role, 'zone-officer'),
        eq(roleAssignments.siteId, siteId),
        isNull(roleAssignments.untilSeq),
      ),
    );
  return new Set(rows.flatMap(({ zone }) => zone ?? []));
}

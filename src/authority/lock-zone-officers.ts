import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Tx } from '../db/in-transaction.ts';
import { heldAt } from './held-at.ts';
import { roleAssignments } from './tables.ts';

/**
 * Which of these persons are 区域情報セキュリティ責任者 of which zone of a site, by zone. Holds their roles to the end of the
 * transaction, before any head: a role that is ending is waited for, and one that ends later waits.
 */
export async function lockZoneOfficers(
  { db, now }: Pick<Tx, 'db'> & { readonly now: Date },
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ zone: roleAssignments.scope, holder: roleAssignments.holderId })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.role, 'zone-officer'),
        eq(roleAssignments.holderType, 'person'),
        inArray(roleAssignments.holderId, [...personIds]),
        or(eq(roleAssignments.siteId, siteId), isNull(roleAssignments.siteId)),
        heldAt(now),
      ),
    )
    .orderBy(roleAssignments.assignmentId)
    .for('share');
  const officers = new Map<string, Set<string>>();
  for (const { zone, holder } of rows) {
    if (zone !== null) officers.set(zone, (officers.get(zone) ?? new Set()).add(holder));
  }
  return officers;
}

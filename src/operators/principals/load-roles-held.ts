import { and, eq } from 'drizzle-orm';
import { heldAt } from '../../authority/held-at.ts';
import { type Role, type RoleHeld, roles } from '../../authority/roles.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';

/** The roles somebody holds now. By type and id: a machine may bear the id of a person. */
export async function loadRolesHeld(
  db: Database,
  holderType: string,
  holderId: string,
  now: Date,
): Promise<readonly RoleHeld[]> {
  const rows = await db
    .select({ role: roleAssignments.role, siteId: roleAssignments.siteId, scope: roleAssignments.scope })
    .from(roleAssignments)
    .where(
      and(eq(roleAssignments.holderType, holderType), eq(roleAssignments.holderId, holderId), heldAt(now)),
    );
  return rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
}

function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}

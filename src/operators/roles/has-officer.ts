import { and, eq } from 'drizzle-orm';
import { heldAt } from '../../authority/held-at.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';

/** Whether any person holds a role now: until then nobody can use the service but by the terminal. */
export async function hasOfficer(db: Database, now: Date): Promise<boolean> {
  const held = await db
    .select({ id: roleAssignments.assignmentId })
    .from(roleAssignments)
    .where(and(heldAt(now), eq(roleAssignments.holderType, 'person')))
    .limit(1);
  return held.length > 0;
}

import { and, eq, isNull } from 'drizzle-orm';
import { roleAssignments } from '../authority/tables.ts';
import type { Database } from '../db/pool.ts';

/** Whether any person holds a role: until then nobody can use the service but by the terminal. */
export async function hasOfficer(db: Database): Promise<boolean> {
  const held = await db
    .select({ id: roleAssignments.assignmentId })
    .from(roleAssignments)
    .where(and(isNull(roleAssignments.untilSeq), eq(roleAssignments.holderType, 'person')))
    .limit(1);
  return held.length > 0;
}

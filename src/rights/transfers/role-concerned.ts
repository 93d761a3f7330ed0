import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { signInAccounts } from '../../sign-in/accounts/tables.ts';

/** A role of somebody whom a roster moves, or who is not on it any more. */
export type RoleConcerned = {
  readonly id: string;
  readonly holder: string;
  readonly role: string;
  readonly siteId: string | null;
  readonly scope: string | null;
};

/** The roles of these persons that nobody has ended. */
export function loadRolesConcerned(db: Database, persons: readonly string[]): Promise<RoleConcerned[]> {
  const { assignmentId, holderType, holderId, role, siteId, scope, untilSeq } = roleAssignments;
  return db
    .select({ id: assignmentId, holder: holderId, role, siteId, scope })
    .from(roleAssignments)
    .where(and(eq(holderType, 'person'), inArray(holderId, [...persons]), isNull(untilSeq)))
    .orderBy(asc(assignmentId));
}

/** The login ids of these persons that stand. */
export async function loadLoginIdsConcerned(
  db: Database,
  persons: readonly string[],
): Promise<readonly string[]> {
  const { loginId, personId, endedAt } = signInAccounts;
  const rows = await db
    .select({ loginId })
    .from(signInAccounts)
    .where(and(inArray(personId, [...persons]), isNull(endedAt)))
    .orderBy(asc(loginId));
  return rows.map((row) => row.loginId);
}

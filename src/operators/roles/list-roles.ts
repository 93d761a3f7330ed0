import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';

export type RoleListed = {
  readonly id: string;
  readonly holderType: string;
  readonly holder: string;
  readonly role: string;
  readonly siteId: string | null;
  readonly scope: string | null;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly duty: string | null;
};

/** What is told of a role that was given. */
export const listedColumns = {
  id: roleAssignments.assignmentId,
  holderType: roleAssignments.holderType,
  holder: roleAssignments.holderId,
  role: roleAssignments.role,
  siteId: roleAssignments.siteId,
  scope: roleAssignments.scope,
  givenBy: roleAssignments.givenBy,
  givenAt: roleAssignments.givenAt,
  from: roleAssignments.validFrom,
  until: roleAssignments.validUntil,
  duty: roleAssignments.duty,
};

export type RoleQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly holder?: string | undefined;
  readonly role?: string | undefined;
};

/** Who holds which role where, or will, in the order given: what was not ended and whose period is not over. */
export async function listRoles(
  db: Database,
  { limit, after, holder, role }: RoleQuery,
  now: Date,
): Promise<Page<RoleListed>> {
  const rows = await db
    .select(listedColumns)
    .from(roleAssignments)
    .where(
      and(
        isNull(roleAssignments.untilSeq),
        or(isNull(roleAssignments.validUntil), gt(roleAssignments.validUntil, now)),
        after === undefined ? undefined : gt(roleAssignments.assignmentId, after),
        holder === undefined ? undefined : eq(roleAssignments.holderId, holder),
        role === undefined ? undefined : eq(roleAssignments.role, role),
      ),
    )
    .orderBy(asc(roleAssignments.assignmentId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.id);
}

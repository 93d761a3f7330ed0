import { and, asc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { type Action, authorization } from '../../authority/authorization.ts';
import type { Role } from '../../authority/roles.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { zoneRoles } from './judge-role-draft.ts';
import { listedColumns, type RoleListed } from './list-roles.ts';
import { type Moment, wasHeldAt } from './was-held-at.ts';

export type HolderQuery = {
  readonly siteId: string;
  readonly limit: number;
  readonly after?: string | undefined;
  /** Whoever may do this by the one table; absent: whoever holds any role. */
  readonly action?: Action | undefined;
  /** Without the roles of other zones. */
  readonly zone?: string | undefined;
};

/**
 * Who held which role at a site at a moment, by the record as it was then (2.2.1.3(1)(a)). What every member of staff may without being given it is not among them.
 */
export async function listRoleHolders(
  db: Database,
  { siteId, limit, after, action, zone }: HolderQuery,
  moment: Moment,
): Promise<Page<RoleListed>> {
  const { assignmentId, role, scope, siteId: heldAt } = roleAssignments;
  const rows = await db
    .select(listedColumns)
    .from(roleAssignments)
    .where(
      and(
        wasHeldAt(db, moment),
        action === undefined ? or(isNull(heldAt), eq(heldAt, siteId)) : mayDo(action, siteId),
        zone === undefined ? undefined : or(isNull(scope), eq(scope, zone), notOfOneZone(role)),
        after === undefined ? undefined : gt(assignmentId, after),
      ),
    )
    .orderBy(asc(assignmentId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.id);
}

/** Whether every member of staff may do it without being given a role. */
export function isEverybodys(action: Action): boolean {
  const { roles }: { readonly roles: readonly Role[] } = authorization[action];
  return roles.includes('host');
}

/** As `judgeAccess` asks it of one role. */
function mayDo(action: Action, siteId: string): SQL | undefined {
  const { scope, roles } = authorization[action];
  const { role, siteId: heldAt } = roleAssignments;
  const isOne = sql`${role} = any(${sql.param([...roles])}::text[])`;
  if (scope === 'anywhere') return isOne;
  return and(isOne, scope === 'site' ? or(isNull(heldAt), eq(heldAt, siteId)) : isNull(heldAt));
}

function notOfOneZone(role: typeof roleAssignments.role): SQL {
  return sql`${role} <> all(${sql.param([...zoneRoles])}::text[])`;
}

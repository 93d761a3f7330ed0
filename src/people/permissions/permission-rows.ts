import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { permissionStatesInForce } from './permission-lifecycle.ts';
import { standingPermissions } from './tables.ts';

export type PermissionRow = typeof standingPermissions.$inferSelect;

export async function findPermission(
  db: Database,
  siteId: string,
  permissionId: string,
): Promise<PermissionRow | undefined> {
  const [row] = await db
    .select()
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        eq(standingPermissions.permissionId, permissionId),
        isNull(standingPermissions.untilSeq),
      ),
    );
  return row;
}

/** Every version of a permission, the newest first. */
export function loadPermissionVersions(
  db: Database,
  siteId: string,
  permissionId: string,
): Promise<readonly PermissionRow[]> {
  return db
    .select()
    .from(standingPermissions)
    .where(and(eq(standingPermissions.siteId, siteId), eq(standingPermissions.permissionId, permissionId)))
    .orderBy(desc(standingPermissions.fromSeq));
}

/** Whether a change of this permission is applied for and not decided. */
export async function hasOpenChange(db: Database, siteId: string, permissionId: string): Promise<boolean> {
  const [open] = await db
    .select({ id: standingPermissions.permissionId })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        eq(standingPermissions.replaces, permissionId),
        inArray(standingPermissions.state, ['requested', 'returned']),
        isNull(standingPermissions.untilSeq),
      ),
    )
    .limit(1);
  return open !== undefined;
}

/** The permissions of a person at every site that are decided or being decided, with `orHost` also those that name the person as host. */
export function loadReviewablePermissions(
  db: Database,
  personId: string,
  { orHost }: { readonly orHost: boolean },
): Promise<readonly PermissionRow[]> {
  const own = eq(standingPermissions.personId, personId);
  return db
    .select()
    .from(standingPermissions)
    .where(
      and(
        orHost ? or(own, sql`${standingPermissions.outsider} ->> 'host' = ${personId}`) : own,
        inArray(standingPermissions.state, ['requested', ...permissionStatesInForce]),
        isNull(standingPermissions.untilSeq),
      ),
    )
    .orderBy(asc(standingPermissions.siteId), asc(standingPermissions.permissionId));
}

/** Changes a permission from `seq` of its site's log on; the caller holds that site's head. */
export async function savePermission(
  tx: Tx,
  current: PermissionRow,
  change: Partial<PermissionRow>,
  seq: number,
): Promise<void> {
  const which = and(
    eq(standingPermissions.siteId, current.siteId),
    eq(standingPermissions.permissionId, current.permissionId),
    isNull(standingPermissions.untilSeq),
  );
  await changeOneRow(tx, standingPermissions, which, current, change, seq);
}

import type { Database } from '../../db/pool.ts';
import { findPermission, loadPermissionVersions, type PermissionRow } from './permission-rows.ts';
import { isSeen, type PermissionsSeen } from './permissions-seen.ts';

/**
 * A permission with every version of it, the newest first; undefined for one that is not `seen`, as if it were
 * not there.
 */
export async function findPermissionHistory(
  db: Database,
  siteId: string,
  permissionId: string,
  seen: PermissionsSeen,
): Promise<{ readonly permission: PermissionRow; readonly versions: readonly PermissionRow[] } | undefined> {
  const permission = await findPermission(db, siteId, permissionId);
  if (permission === undefined || !isSeen(permission, seen)) return undefined;
  return { permission, versions: await loadPermissionVersions(db, siteId, permissionId) };
}

import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { isPermissionSeen } from './is-permission-seen.ts';
import { findPermission, loadPermissionVersions, type PermissionRow } from './permission-rows.ts';

/**
 * A permission with every version of it, the newest first; undefined for one that is not `seen`, as if it were
 * not there.
 */
export async function findPermissionHistory(
  db: Database,
  siteId: string,
  permissionId: string,
  seen: RecordsSeen,
): Promise<{ readonly permission: PermissionRow; readonly versions: readonly PermissionRow[] } | undefined> {
  const permission = await findPermission(db, siteId, permissionId);
  if (permission === undefined || !isPermissionSeen(permission, seen)) return undefined;
  return { permission, versions: await loadPermissionVersions(db, siteId, permissionId) };
}

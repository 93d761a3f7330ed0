import type { Database } from '../../db/pool.ts';
import { concerns } from './list-permissions.ts';
import { findPermission, loadPermissionVersions, type PermissionRow } from './permission-rows.ts';

/**
 * A permission with every version of it, the newest first; with `seenBy` only where it concerns this person, as if it
 * were not there otherwise.
 */
export async function findPermissionHistory(
  db: Database,
  siteId: string,
  permissionId: string,
  seenBy: string | undefined,
): Promise<{ readonly permission: PermissionRow; readonly versions: readonly PermissionRow[] } | undefined> {
  const permission = await findPermission(db, siteId, permissionId);
  if (permission === undefined || (seenBy !== undefined && !concerns(permission, seenBy))) return undefined;
  return { permission, versions: await loadPermissionVersions(db, siteId, permissionId) };
}

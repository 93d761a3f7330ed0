import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { PermissionRow } from './permission-rows.ts';

/** Whether somebody sees a permission. */
export function isPermissionSeen(permission: PermissionRow, seen: RecordsSeen): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && concerns(permission, seen.person)) return true;
  return permission.zoneIds.some((zone) => seen.zones.includes(zone));
}

/** Whether a permission concerns a person: their own, applied for by them, or of those they answer for. */
export function concerns({ personId, applicantId, outsider }: PermissionRow, who: string): boolean {
  return [personId, applicantId, outsider?.host].includes(who);
}

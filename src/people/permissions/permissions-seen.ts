import { judgeAccess } from '../../authority/authorization.ts';
import type { Principal } from '../../authority/principal.ts';
import { seenBy } from '../../authority/seen-by.ts';
import type { PermissionRow } from './permission-rows.ts';

/** Which permissions of a site somebody sees: all, or those of some zones and those that concern the person, if it is one. */
export type PermissionsSeen =
  | 'all'
  | { readonly person: string | undefined; readonly zones: readonly string[] };

/**
 * Which permissions a principal sees at a site. Who answers for some zones alone sees theirs, whole, because a consent is given
 * to a whole permission; staff whom no role but 行政事務従事者 lets read them, such as the 情報システムセキュリティ管理者, who
 * sees no personal data, see those that concern them.
 */
export function permissionsSeen(principal: Principal, siteId: string): PermissionsSeen {
  const reading = principal.roles.filter(
    (held) =>
      held.role !== 'host' &&
      judgeAccess({ ...principal, roles: [held] }, 'permissions.read', siteId) === 'allowed',
  );
  const zones = reading.flatMap(({ role, scope }) =>
    seenBy[role].zones === 'own' && scope !== null ? [scope] : [],
  );
  const { type, id } = principal.actor;
  return zones.length < reading.length ? 'all' : { person: type === 'person' ? id : undefined, zones };
}

/** Whether somebody sees a permission. */
export function isSeen(permission: PermissionRow, seen: PermissionsSeen): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && concerns(permission, seen.person)) return true;
  return permission.zoneIds.some((zone) => seen.zones.includes(zone));
}

/** Whether a permission concerns a person: their own, applied for by them, or of those they answer for. */
export function concerns({ personId, applicantId, outsider }: PermissionRow, who: string): boolean {
  return [personId, applicantId, outsider?.host].includes(who);
}

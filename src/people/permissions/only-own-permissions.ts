import { judgeAccess } from '../../authority/authorization.ts';
import type { Principal } from '../../authority/principal.ts';

/**
 * The person whose permissions alone this principal sees at a site: staff whom no role but 行政事務従事者 lets read them
 * there, such as the 情報システムセキュリティ管理者, who sees no personal data; undefined = all.
 */
export function onlyOwnPermissions(principal: Principal, siteId: string): string | undefined {
  const roles = principal.roles.filter(({ role }) => role !== 'host');
  const verdict = judgeAccess({ ...principal, roles }, 'permissions.read', siteId);
  return verdict === 'allowed' ? undefined : principal.actor.id;
}

import { type Action, authorization } from './authorization.ts';
import type { Principal } from './principal.ts';
import type { Right } from './right.ts';
import type { RoleHeld } from './roles.ts';

/** `hidden`: the site is none of this principal's business, as if it were not there (404). `forbidden`: visible, not allowed (403). */
export function judgeAccess(
  principal: Principal,
  action: Action,
  siteId: string | undefined,
): 'allowed' | 'hidden' | 'forbidden' {
  const { scope, roles: allowed } = authorization[action];
  const held = principal.roles.filter((role) => isHeldWithin(scope, role, siteId));
  if (held.some(({ role }) => allowed.some((one) => one === role))) return 'allowed';
  return scope === 'site' && held.length === 0 ? 'hidden' : 'forbidden';
}

function isHeldWithin(scope: Right['scope'], held: RoleHeld, siteId: string | undefined): boolean {
  return scope === 'anywhere' || held.siteId === null || (scope === 'site' && held.siteId === siteId);
}

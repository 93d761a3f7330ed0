import type { Principal, RestingRoles } from './principal.ts';
import { isAdminRole } from './roles.ts';

/** The principal with 管理者権限 put to rest: what they may without it, they may. */
export function withRolesResting(principal: Principal, why: RestingRoles['why']): Principal {
  const held = [...principal.roles, ...(principal.resting?.roles ?? [])];
  const resting = held.filter(({ role }) => isAdminRole(role));
  if (resting.length === 0) return principal;
  return {
    ...principal,
    roles: held.filter(({ role }) => !isAdminRole(role)),
    resting: { why, roles: resting },
  };
}

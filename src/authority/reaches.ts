import { type Action, authorization } from './authorization.ts';
import type { Principal } from './principal.ts';
import type { Role } from './roles.ts';

/** Whether one of the action's roles is held for the whole ministry, or at the site that what is changed belongs to. */
export function reaches({ roles: held }: Principal, action: Action, siteId: string | null): boolean {
  const allowed: readonly Role[] = authorization[action].roles;
  return held.some(
    (one) =>
      allowed.includes(one.role) && (one.siteId === null || (siteId !== null && one.siteId === siteId)),
  );
}

import type { Actor } from '../kernel/actor.ts';
import type { Role, RoleHeld } from './roles.ts';

/** Who a request comes from, with every role held at this moment. */
export type Principal = {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly roles: readonly RoleHeld[];
};

/** Whether the principal holds the role at this site, and for this zone or organisation where one is named. */
export function holdsRole(
  principal: Principal,
  role: Role,
  where: { readonly siteId?: string; readonly scope?: string },
): boolean {
  return principal.roles.some(
    (held) =>
      held.role === role &&
      (where.siteId === undefined || held.siteId === null || held.siteId === where.siteId) &&
      (where.scope === undefined || held.scope === null || held.scope === where.scope),
  );
}

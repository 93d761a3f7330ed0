import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Holds } from './judge-consent.ts';

/** Asks which roles the principal holds at a site. */
export function holdsAt(principal: Principal, siteId: string): Holds {
  return (role, where) => holdsRole(principal, role, { siteId, ...where });
}

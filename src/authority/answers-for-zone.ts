import { holdsRole, type Principal } from './principal.ts';
import type { Role } from './roles.ts';

/** Who answers for every zone of every site. */
const everywhere = ['ciso', 'general-officer', 'security-officer'] as const satisfies Role[];

/** Whether somebody answers for a zone: its 区域情報セキュリティ責任者, or whoever answers for all. */
export function answersForZone(principal: Principal, siteId: string, zone: string): boolean {
  return (
    holdsRole(principal, 'zone-officer', { siteId, scope: zone }) ||
    everywhere.some((role) => holdsRole(principal, role, { siteId }))
  );
}

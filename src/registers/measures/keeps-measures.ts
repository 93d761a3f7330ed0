import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

const everywhere = ['ciso', 'general-officer', 'security-officer'] as const;

/** Whether somebody records what was done in a zone: its 区域情報セキュリティ責任者, or whoever answers for every zone. A person, for it is their word. */
export function keepsMeasures(principal: Principal, siteId: string, zone: string): boolean {
  return (
    principal.actor.type === 'person' &&
    (holdsRole(principal, 'zone-officer', { siteId, scope: zone }) ||
      everywhere.some((role) => holdsRole(principal, role, { siteId })))
  );
}

export const notTheirMeasures: Refusal = {
  code: 'forbidden',
  detail:
    '区域に講じた対策を記録するのは、その区域の区域情報セキュリティ責任者か、最高・統括情報セキュリティ責任者又は情報セキュリティ責任者だけができます。',
};

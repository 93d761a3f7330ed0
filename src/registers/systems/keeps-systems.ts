import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

const everySystem = ['general-officer', 'security-officer'] as const;

/** Whether somebody keeps the entry of a system: 統括 and 情報セキュリティ責任者 of all, a 情報システムセキュリティ責任者 their own. */
export function keepsSystem(principal: Principal, officerId: string): boolean {
  const { type, id } = principal.actor;
  return (
    everySystem.some((role) => holdsRole(principal, role, {})) ||
    (holdsRole(principal, 'system-officer', {}) && type === 'person' && id === officerId)
  );
}

export const notTheirSystem: Refusal = {
  code: 'forbidden',
  detail:
    'ほかの責任者の情報システムです。その情報システムセキュリティ責任者か、統括情報セキュリティ責任者が行ってください。',
};

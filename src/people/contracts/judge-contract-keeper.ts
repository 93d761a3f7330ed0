import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';

/** A section officer keeps the contracts of the own unit, 権限管理を行う者 those of all. */
export function judgeContractKeeper(principal: Principal, organisationId: string): Refusal | undefined {
  const keeps =
    holdsRole(principal, 'rights-admin', {}) ||
    holdsRole(principal, 'section-officer', { scope: organisationId });
  return keeps
    ? undefined
    : {
        code: 'forbidden',
        detail: 'ほかの課室の契約です。所管課室の課室情報セキュリティ責任者が行ってください。',
      };
}

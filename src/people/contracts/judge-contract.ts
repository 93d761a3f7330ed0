import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';

/** What is wrong with a contract's period: it ends after it begins, and not in the past (that is its end by an act). */
export function judgePeriod(validFrom: Date, validUntil: Date, now: Date): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (validUntil <= validFrom) {
    errors.push({ at: '/validUntil', message: '期間の終わりは始まりより後にしてください' });
  }
  if (validUntil <= now) {
    errors.push({ at: '/validUntil', message: '期間の終わりは現在より後にしてください' });
  }
  return errors;
}

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

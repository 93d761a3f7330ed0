import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { ContractRow } from '../registry/contract-rows.ts';

/**
 * What is wrong with the time a card is to live: it ends after it begins, and no later than the contract its holder comes under,
 * where there is one. `expiresAt` is exclusive; null = no end of its own.
 */
export function judgeCardLife(
  activeFrom: Date,
  expiresAt: Date | null,
  contract: Pick<ContractRow, 'validUntil'> | undefined,
): Refusal | undefined {
  if (expiresAt === null) return undefined;
  const errors: FieldError[] = [];
  if (expiresAt <= activeFrom) {
    errors.push({ at: '/expiresAt', message: '有効期限は使用開始より後にしてください' });
  }
  if (contract !== undefined && isBeyond(expiresAt, contract)) {
    errors.push({ at: '/expiresAt', message: beyondContract });
  }
  return errors.length === 0 ? undefined : { code: 'unprocessable', errors };
}

/** Whether a card would be lent for longer than the contract runs. */
export function isBeyond(expiresAt: Date, { validUntil }: Pick<ContractRow, 'validUntil'>): boolean {
  return expiresAt > validUntil;
}

export const beyondContract =
  '契約の期間を超えて貸与することはできません。有効期限を契約の終わりまでにしてください';

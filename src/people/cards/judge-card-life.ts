import type { Refusal } from '../../kernel/problem.ts';

/** What is wrong with the time a card is to live: it ends after it begins. `expiresAt` is exclusive; null = no end. */
export function judgeCardLife(activeFrom: Date, expiresAt: Date | null): Refusal | undefined {
  return expiresAt !== null && expiresAt <= activeFrom
    ? {
        code: 'unprocessable',
        errors: [{ at: '/expiresAt', message: '有効期限は使用開始より後にしてください' }],
      }
    : undefined;
}

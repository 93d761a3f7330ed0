import type { FieldError } from '../../kernel/problem.ts';

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

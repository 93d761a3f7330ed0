import type { Refusal } from '../../kernel/problem.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Why nothing of a permit may begin at this moment: it begins within its dates, exactly. */
export function judgeDates(
  { validFrom, validUntil }: Pick<PermitRow, 'validFrom' | 'validUntil'>,
  now: Date,
): Refusal | undefined {
  if (now < validFrom) return { code: 'conflict', detail: 'この許可の期間はまだ始まっていません。' };
  return now >= validUntil ? { code: 'conflict', detail: 'この許可の期間は終わっています。' } : undefined;
}

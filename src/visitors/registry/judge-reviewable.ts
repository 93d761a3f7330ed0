import type { Refusal } from '../../kernel/problem.ts';
import type { VisitRow } from './visit-rows.ts';

/** Why a visit is reviewed no more, by whomever. */
export function judgeReviewable(
  { state, days }: Pick<VisitRow, 'state' | 'days'>,
  today: string,
): Refusal | undefined {
  if (state === 'cancelled') return { code: 'conflict', detail: 'この訪問は取りやめになっています。' };
  if ((days.at(-1) ?? '') >= today) return undefined;
  return { code: 'conflict', detail: 'この訪問の日は過ぎています。後から審査することはできません。' };
}

import type { Refusal } from '../../kernel/problem.ts';
import { photographyConditions } from './photography-conditions.ts';
import type { KeptPhotographyTerms } from './photography-terms.ts';

/**
 * Why photography does not begin by its conditions: each that was answered has been seen, and seen met, by the desk. A no of the application
 * stands until they see otherwise; `row` is the one that asks for it. Pure.
 */
export function judgeConditions(
  { answers = [], seen }: Pick<KeptPhotographyTerms, 'answers' | 'seen'>,
  row: string,
): Refusal | undefined {
  if (answers.length === 0) return undefined;
  const unmet = (seen?.answers ?? answers).flatMap(({ condition, met }) => (met ? [] : [condition]));
  if (unmet.length > 0) {
    const names = unmet.map((condition) => `「${nameOf(condition)}」`).join('');
    const detail = `条件${names}が満たされていません。満たしてから、受付・警備が確かめてください`;
    return { code: 'conflict', detail: `${detail}${under(row)}。` };
  }
  return seen === undefined
    ? { code: 'conflict', detail: `受付・警備が条件を見て確かめてから始めてください${under(row)}。` }
    : undefined;
}

function nameOf(condition: string): string {
  const words = photographyConditions[condition];
  return words === undefined ? condition : `${words}（${condition}）`;
}

function under(row: string): string {
  return `（2.3.1.1(7)(b)、別表2 行${row.slice(3)}）`;
}

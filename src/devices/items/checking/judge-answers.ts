import type { FieldError } from '../../../kernel/problem.ts';
import { judgeAnswered } from '../../conditions/judge-answered.ts';
import type { CheckedItem, SeenItem } from './judge-item-check.ts';

/** What is wrong with the answers of a look: those to the conditions of the permit of each item. */
export function judgeAnswers(
  seen: readonly SeenItem[],
  checked: readonly Pick<CheckedItem, 'item' | 'conditions'>[],
): readonly FieldError[] {
  return seen.flatMap(({ item, answers = [] }, index) => {
    const asked = checked.find((one) => one.item === item)?.conditions ?? [];
    return judgeAnswered(`/seen/${index}/answers`, asked, answers);
  });
}

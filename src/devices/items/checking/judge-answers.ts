import type { FieldError } from '../../../kernel/problem.ts';
import type { CheckedItem, SeenItem } from './judge-item-check.ts';

/** What is wrong with the answers of a look: each condition of the permit of each item is answered, once, and none besides. */
export function judgeAnswers(
  seen: readonly SeenItem[],
  checked: readonly Pick<CheckedItem, 'item' | 'conditions'>[],
): readonly FieldError[] {
  return seen.flatMap(({ item, answers = [] }, index) => {
    const at = `/seen/${index}/answers`;
    const asked = checked.find((one) => one.item === item)?.conditions ?? [];
    const answered = answers.map(({ condition }) => condition);
    const silent = asked.filter((condition) => !answered.includes(condition));
    return [
      ...silent.map((condition) => ({ at, message: `許可の条件 ${condition} を確かめて答えてください` })),
      ...answered.flatMap((condition, place) => {
        if (!asked.includes(condition))
          return [{ at: `${at}/${place}`, message: 'この物品の許可の条件ではありません' }];
        return answered.indexOf(condition) < place
          ? [{ at: `${at}/${place}`, message: 'この条件にはもう答えています' }]
          : [];
      }),
    ];
  });
}

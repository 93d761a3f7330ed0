import type { FieldError } from '../../../kernel/problem.ts';
import type { ItemTerms } from './item-terms.ts';

/** What is wrong in what an application says of the way its items go: each way asks its own, and nothing else. Every fault at once. */
export function judgeItemTerms({
  way,
  form,
  leaving,
  stays,
  leavesFor,
  returns,
}: ItemTerms): readonly FieldError[] {
  const isIn = way === 'in';
  const asked = isIn ? { leaving, stays } : { leavesFor, returns };
  const other = isIn ? { leavesFor, returns } : { leaving, stays };
  const says = isIn ? '持込み' : '持ち出し';
  const goesForGood = !isIn && returns !== true;
  return [
    ...Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [{ at: `/terms/${name}`, message: `${says}の申請には要ります` }] : [],
    ),
    ...Object.entries(other).flatMap(([name, value]) =>
      value === undefined ? [] : [{ at: `/terms/${name}`, message: `${says}の申請には書きません` }],
    ),
    ...(returns === true && (leavesFor === 'lease-end' || leavesFor === 'disposal')
      ? [{ at: '/terms/returns', message: 'リースの終了と廃棄では、物品は戻りません' }]
      : []),
    ...(form === 'standing' && goesForGood
      ? [{ at: '/terms/form', message: '戻らない物品の持ち出しは一度だけです' }]
      : []),
  ];
}

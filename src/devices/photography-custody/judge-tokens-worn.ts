import type { Refusal } from '../../kernel/problem.ts';
import { type PhotographyTerms, tokenSortNames, tokenSorts } from '../photography/photography-terms.ts';
import type { TokenRow } from './token-rows.ts';

/** Why photography does not begin: whoever takes pictures wears what the permit says. */
export function judgeTokensWorn(
  { tokens = [] }: Pick<PhotographyTerms, 'tokens'>,
  lent: readonly Pick<TokenRow, 'sort' | 'state'>[],
): Refusal | undefined {
  const missing = tokenSortNames.flatMap((sort) => {
    const asked = tokens.reduce((sum, one) => (one.sort === sort ? sum + one.count : sum), 0);
    const there = lent.filter((one) => one.sort === sort && one.state === 'lent').length;
    return there < asked ? [`${tokenSorts[sort]}${asked - there}`] : [];
  });
  return missing.length === 0
    ? undefined
    : {
        code: 'conflict',
        detail: `受付・警備が着用するものを貸し出してから始めてください（あと${missing.join('、')}）。`,
      };
}

/** Why photography is not closed: what was lent is back, or known to be lost. */
export function judgeTokensBack(
  lent: readonly Pick<TokenRow, 'sort' | 'number' | 'state'>[],
): Refusal | undefined {
  const out = lent.filter(({ state }) => state === 'lent');
  return out.length === 0
    ? undefined
    : {
        code: 'conflict',
        detail: `貸し出したもの（${out.map(({ sort, number }) => `${tokenSorts[sort]} ${number}`).join('、')}）の返却又は紛失を、先に記録してください。`,
      };
}

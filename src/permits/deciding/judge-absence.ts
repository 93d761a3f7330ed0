import type { Refusal } from '../../kernel/problem.ts';
import type { ConsentOutcome } from './judge-consent.ts';

/** Why somebody who decides while the officer is absent (代決) has to say more: why the officer is. */
export function judgeAbsence(
  added: ConsentOutcome['added'],
  absence: string | undefined,
): Refusal | undefined {
  return absence === undefined && added.some(({ form }) => form === 'acting') ? whyAbsent : undefined;
}

const whyAbsent: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/absence', message: '代決です。責任者が不在である理由を書いてください' }],
};

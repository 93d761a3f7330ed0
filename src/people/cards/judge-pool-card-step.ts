import type { Refusal } from '../../kernel/problem.ts';
import type { CardStep } from '../registry/card-lifecycle.ts';
import type { CardRow } from '../registry/card-rows.ts';
import type { PassOfCard } from './find-pass-of-card.ts';
import { suspendedUntilReturned } from './suspended-until-returned.ts';

/**
 * Why a step of a card is not taken that is a pass of a desk, with the act to take instead. Whoever stops one is never refused. What
 * would set it going or end it while its pass is out is done with the pass: a card is never both returned and out.
 */
export function judgePoolCardStep(
  step: Exclude<CardStep, 'assign'>,
  card: Pick<CardRow, 'state' | 'stateReason'>,
  pass: PassOfCard | undefined,
): Refusal | undefined {
  if (pass === undefined) return undefined;
  if (step === 'destroy')
    return refused(pass, '先に、受付で通行証の使用終了（withdraw）を記録してください。');
  if (step === 'return') return judgeReturn(card, pass);
  if (step !== 'resume' || pass.is !== 'away') return undefined;
  return deskSaidSo(card)
    ? refused(pass, '通行証は戻っていません。戻ったら、受付で通行証の復帰（restore）を記録してください。')
    : refused(
        pass,
        '通行証は戻っていません。戻ったら、カードの返却（return）を記録し、受付で通行証の復帰（restore）を記録してください。',
      );
}

function judgeReturn(card: Pick<CardRow, 'state' | 'stateReason'>, pass: PassOfCard): Refusal | undefined {
  if (pass.is === 'lent')
    return refused(pass, '貸出し中です。受付で通行証の返却（take-back）を記録してください。');
  return pass.is === 'away' && deskSaidSo(card)
    ? refused(pass, '受付で通行証の復帰（restore）を記録してください。')
    : undefined;
}

/** The desk's own act on the pass takes the card up again. */
function deskSaidSo({ state, stateReason }: Pick<CardRow, 'state' | 'stateReason'>): boolean {
  return state === 'lost' || (state === 'suspended' && stateReason === suspendedUntilReturned);
}

function refused({ numeral }: PassOfCard, why: string): Refusal {
  return { code: 'conflict', detail: `このカードは受付の通行証 ${numeral} です。${why}` };
}

/** A pool card has no holder of its own: it is lent. */
export const ofPool: Refusal = {
  code: 'conflict',
  detail:
    '受付の通行証として登録されたカードは、人に割り当て、又は再発行できません。受付から貸し出すか、通行証としての使用を終えてください。',
};

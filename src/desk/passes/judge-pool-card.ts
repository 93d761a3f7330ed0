import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type CardState, type CardStep, cardStateAfter } from '../../people/registry/card-lifecycle.ts';
import type { PassCare } from './take-pass-step.ts';

/** The steps a pool card is taken with its pass, in turn; each where it is open. A card that lies at the desk is 在庫: assigned to nobody. */
const cardSteps = {
  miss: ['report-lost'],
  'report-lost': ['report-lost'],
  keep: ['report-lost'],
  restore: ['return', 'assign'],
  withdraw: ['return'],
} as const satisfies Record<PassCare, readonly CardStep[]>;

/** The state of a pool card after a step of its pass; refuses where an act on the card itself, or what became of it, stands against it. */
export function judgePoolCard(state: CardState, step: PassCare): Result<CardState, Refusal> {
  if (step === 'restore' && !restorable.has(state)) return refuse(notRestored);
  return ok(
    cardSteps[step].reduce((reached: CardState, one) => cardStateAfter(reached, one) ?? reached, state),
  );
}

/** Lost, as the desk said itself, come back, or never stopped: whoever suspended a card or reported it stolen has the word. */
const restorable: ReadonlySet<CardState> = new Set(['active', 'lost', 'returned']);

const notRestored: Refusal = {
  code: 'conflict',
  detail:
    'この通行証のカードは、停止・盗難・破損のいずれかが届け出られています。権限管理の担当者に、カードの停止の解除又は返却の記録を依頼してください。',
};

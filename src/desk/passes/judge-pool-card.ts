import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { suspendedUntilReturned } from '../../people/cards/suspended-until-returned.ts';
import { type CardState, type CardStep, cardStateAfter } from '../../people/registry/card-lifecycle.ts';
import type { CardRow } from '../../people/registry/card-rows.ts';
import type { PassCare } from './take-pass-step.ts';

/**
 * The steps a pool card is taken with its pass, in turn; each where it is open. Of a pass that did not come back the desk knows who
 * has it, so its card is suspended and nobody is held by it (ADR 0013). A card that lies at the desk is 在庫: assigned to nobody.
 */
const cardSteps = {
  miss: ['suspend'],
  keep: ['suspend'],
  'report-lost': ['report-lost'],
  restore: ['return', 'assign'],
  withdraw: ['return'],
} as const satisfies Record<PassCare, readonly CardStep[]>;

type PoolCard = Pick<CardRow, 'state' | 'stateReason'>;

/**
 * A pool card after a step of its pass, and why it is so; refuses where an act on the card itself, or what became of it, stands
 * against it.
 */
export function judgePoolCard(
  { state, stateReason }: PoolCard,
  { step, reason }: { readonly step: PassCare; readonly reason: string },
): Result<PoolCard, Refusal> {
  if (step === 'restore' && !isRestorable({ state, stateReason })) return refuse(notRestored);
  const next = cardSteps[step].reduce(
    (reached: CardState, one) => cardStateAfter(reached, one) ?? reached,
    state,
  );
  if (next === state) return ok({ state, stateReason });
  return ok({ state: next, stateReason: next === 'suspended' ? suspendedUntilReturned : reason });
}

/** Lost or suspended, as the desk said itself, come back, or never stopped: whoever else suspended a card or reported it stolen has the word. */
function isRestorable({ state, stateReason }: PoolCard): boolean {
  return restorable.has(state) || (state === 'suspended' && stateReason === suspendedUntilReturned);
}

const restorable: ReadonlySet<CardState> = new Set(['active', 'lost', 'returned']);

const notRestored: Refusal = {
  code: 'conflict',
  detail:
    'この通行証のカードは、停止・盗難・破損のいずれかが届け出られています。権限管理の担当者に、カードの停止の解除又は返却の記録を依頼してください。',
};

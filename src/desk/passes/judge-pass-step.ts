import type { Refusal } from '../../kernel/problem.ts';
import type { CardRow } from '../../people/registry/card-rows.ts';
import { judgeLending } from './judge-lending.ts';
import { judgePoolCard } from './judge-pool-card.ts';
import { type PassStep, passStateAfter } from './pass-lifecycle.ts';
import type { PassRow } from './pass-rows.ts';
import { passStepNotOpen } from './pass-step-not-open.ts';

export type PassStepFacts = {
  readonly pass: PassRow;
  /** The pool card it is; undefined = it is paper. */
  readonly card: CardRow | undefined;
  readonly now: Date;
};

/** Why a pass is not open to a step, whoever takes it and to whomever it is lent. */
export function judgePassStep({ pass, card, now }: PassStepFacts, step: PassStep): Refusal | undefined {
  if (passStateAfter(pass.state, step) === undefined) return passStepNotOpen(pass.state);
  if (step === 'lend') {
    if (pass.basis === 'visit') return ofVisitors;
    return judgeLending({ pass, card, held: undefined, basis: pass.basis, upToClass: undefined, now });
  }
  if (step === 'take-back' || card === undefined) return undefined;
  const judged = judgePoolCard(card, { step, reason: '' });
  return judged.ok ? undefined : judged.refusal;
}

export const ofVisitors: Refusal = {
  code: 'conflict',
  detail: 'この通行証は訪問者用です。受付の手続で貸し出してください。',
};

import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type CardState, type CardStep, cardStateAfter } from '../registry/card-lifecycle.ts';
import { saveCard } from '../registry/card-rows.ts';
import { beginCardAct } from './begin-card-act.ts';
import { cardStepNotOpen } from './card-step-not-open.ts';
import { findPassLentInstead, lentInstead } from './find-pass-lent-instead.ts';
import { findPassOfCard } from './find-pass-of-card.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { judgeOwnCard } from './judge-own-card.ts';
import { judgePoolCardStep } from './judge-pool-card-step.ts';

const entryKinds = {
  suspend: 'card-suspended',
  resume: 'card-resumed',
  'report-lost': 'card-lost',
  'report-stolen': 'card-stolen',
  damage: 'card-damaged',
  return: 'card-returned',
  destroy: 'card-destroyed',
} as const satisfies Record<Exclude<CardStep, 'assign'>, string>;

/** Takes a card one step on; a stop counts at every door from this answer on (I5). */
export function takeCardStep(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  step: Exclude<CardStep, 'assign'>,
  reason: string,
): Promise<Result<{ readonly state: CardState; readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginCardAct(tx, cardId, { receiver: null, given: false });
    if (!begun.ok) return begun;
    const { card, person, contract, record } = begun.value;
    const state = cardStateAfter(card.state, step);
    if (state === undefined) return refuse(cardStepNotOpen(card.state));
    const ofPass = judgePoolCardStep(step, card, await findPassOfCard(tx.client, card));
    if (ofPass !== undefined) return refuse(ofPass);
    if (step === 'resume' && card.personId !== null) {
      const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
      const refusal = judgeOwnCard(owners, card.personId) ?? judgeCardHolder(person, contract, tx.now);
      if (refusal !== undefined) return refuse(refusal);
      const numeral = await findPassLentInstead(tx.client, { cardId, personId: card.personId });
      if (numeral !== undefined) return refuse(lentInstead(numeral));
    }
    const seq = await record({
      kind: entryKinds[step],
      subject: card.personId === null ? { card: cardId } : { card: cardId, person: card.personId },
      details: { from: card.state },
      personal: { recordClass: 'person', data: { reason } },
    });
    await saveCard(tx, card, { state, stateReason: reason }, seq);
    return ok({ state, seq });
  });
}

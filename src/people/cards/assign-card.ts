import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { cardStateAfter } from '../registry/card-lifecycle.ts';
import { saveCard } from '../registry/card-rows.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { openCardAct } from './open-card-act.ts';
import { judgeLife } from './register-card.ts';
import { cardStepNotOpen } from './take-card-step.ts';

/** Gives a card in stock or one that came back to a person; it lives from now on. */
export function assignCard(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  { personId, expiresAt }: { readonly personId: string; readonly expiresAt: Date | null },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const opened = await openCardAct(tx, cardId, { others: [personId] });
    if (!opened.ok) return opened;
    const { card, others, record } = opened.value;
    const inStock = card.state === 'active' && card.personId === null;
    const state = inStock ? card.state : cardStateAfter(card.state, 'assign');
    if (state === undefined) return refuse(cardStepNotOpen(card.state));
    const refusal = judgeLife(tx.now, expiresAt) ?? (await judgeCardHolder(tx, others.get(personId)));
    if (refusal !== undefined) return refuse(refusal);
    const seq = await record({
      kind: 'card-assigned',
      subject: { card: cardId, person: personId },
      details: { from: card.state, previous: card.personId },
    });
    const life = { activeFrom: tx.now, expiresAt };
    await saveCard(tx, card, { ...life, personId, state, stateReason: null }, seq);
    return ok({ seq });
  });
}

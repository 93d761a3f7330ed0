import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { cardStateAfter } from '../registry/card-lifecycle.ts';
import { type CardRow, loadTwins, saveCard } from '../registry/card-rows.ts';
import { beginCardAct } from './begin-card-act.ts';
import { cardStepNotOpen } from './card-step-not-open.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { judgeCardLife } from './judge-card-life.ts';
import { judgeOwnCard } from './judge-own-card.ts';
import { ofPool } from './judge-pool-card-step.ts';

/**
 * Gives a card in stock or one that came back to a person; it lives from now on. A further card of the person flags the
 * standing permissions for review, as a newly registered one does.
 */
export function assignCard(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  { personId, expiresAt }: { readonly personId: string; readonly expiresAt: Date | null },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginCardAct(tx, cardId, { receiver: personId, given: true });
    if (!begun.ok) return begun;
    const { card, person, contract, record } = begun.value;
    if (card.poolSiteId !== null) return refuse(ofPool);
    const inStock = card.state === 'active' && card.personId === null;
    const state = inStock ? card.state : cardStateAfter(card.state, 'assign');
    if (state === undefined) return refuse(cardStepNotOpen(card.state));
    const refusal =
      judgeOwnCard(await loadOwnersOfAct(tx.db, context.principal.actor), personId) ??
      judgeTwins(await loadTwins(tx.db, [card])) ??
      judgeCardLife(tx.now, expiresAt, contract) ??
      judgeCardHolder(person, contract, tx.now);
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

/** A card under two registrations is nobody's until all but one are ended. */
function judgeTwins(twins: readonly CardRow[]): Refusal | undefined {
  return twins.length === 0
    ? undefined
    : {
        code: 'card-taken',
        detail:
          '同じカードが別の表記でも登録されています。先に、もう一方の登録を返却又は廃棄として終わらせてください。',
      };
}

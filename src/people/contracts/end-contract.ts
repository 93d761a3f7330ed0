import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { cardStateAfter } from '../registry/card-lifecycle.ts';
import { loadCardsOf, saveCard } from '../registry/card-rows.ts';
import { saveContract } from '../registry/contract-rows.ts';
import { beginContractAct } from './begin-contract-act.ts';

/** Ends a contract now: every card of its persons is dead from this answer on (I5). Answers how many were stopped. */
export function endContract(
  deps: ActDeps,
  context: ActContext,
  contractId: string,
  reason: string,
): Promise<Result<{ readonly stopped: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginContractAct(tx, context.principal, contractId);
    if (!begun.ok) return begun;
    const { contract, personIds, record } = begun.value;
    const live = personIds.length === 0 ? [] : await loadCardsOf(tx.db, personIds, ['active']);
    const seq = await record({
      kind: 'contract-ended',
      subject: { contract: contractId },
      details: { persons: personIds.length, cards: live.map((card) => card.cardId) },
      personal: { recordClass: 'person', data: { reason } },
    });
    await saveContract(tx, contract, { validUntil: tx.now, endReason: reason }, seq);
    for (const card of live) {
      const state = cardStateAfter(card.state, 'suspend');
      if (state === undefined) return refuse({ code: 'conflict' });
      await saveCard(tx, card, { state, stateReason: '契約の終了' }, seq);
    }
    return ok({ stopped: live.length });
  });
}

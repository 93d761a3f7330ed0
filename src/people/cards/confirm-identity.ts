import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { beginCardAct } from './begin-card-act.ts';
import { ofPool } from './judge-pool-card-step.ts';

/**
 * Records that the holder of a card was identified (本人確認), by the person who did it and by what. A reissue rests on it
 * for a day: `reissueCard`. A machine identifies nobody, and nobody themselves.
 */
export function confirmIdentity(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  how: string,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const begun = await beginCardAct(tx, cardId, { receiver: null, given: false });
    if (!begun.ok) return begun;
    const { card, record } = begun.value;
    const owners = await loadOwnersOfAct(tx.db, actor);
    if (card.personId === null) return refuse(card.poolSiteId === null ? nobodys : ofPool);
    const refusal = judgeConfirmer(actor, owners, card.personId);
    if (refusal !== undefined) return refuse(refusal);
    const seq = await record({
      kind: 'card-identity-confirmed',
      subject: { card: cardId, person: card.personId },
      personal: { recordClass: 'person', data: { how } },
    });
    return ok({ seq });
  });
}

function judgeConfirmer({ type }: Actor, owners: ReadonlySet<string>, holder: string): Refusal | undefined {
  if (owners.has(holder)) {
    return {
      code: 'self-approval',
      detail: '自分の本人確認は記録できません。ほかの職員に依頼してください。',
    };
  }
  return type === 'person'
    ? undefined
    : { code: 'forbidden', detail: '本人確認は、確認した人が自分のトークンで記録してください。' };
}

/** Why a card in stock has nobody to identify. */
export const nobodys: Refusal = {
  code: 'conflict',
  detail: '持ち主のいない識別カードは再発行できません。割当てを使ってください。',
};

import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Actor } from '../../kernel/actor.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { type CardStep, cardStateAfter } from '../registry/card-lifecycle.ts';
import { type CardRow, findCardByKey, isReplaced, saveCard } from '../registry/card-rows.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import { cards } from '../registry/tables.ts';
import { beginCardAct } from './begin-card-act.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { judgeCardLife } from './judge-card-life.ts';
import { judgeNewCard } from './judge-new-card.ts';
import { judgeOwnCard } from './judge-own-card.ts';

export type Reissue = {
  readonly newCard: CardKey & { readonly expiresAt: Date | null };
  /** What became of the old card; absent only when it is dead already. */
  readonly oldCard?: Extract<CardStep, 'report-lost' | 'report-stolen' | 'damage' | 'return'> | undefined;
  readonly reason: string;
  /** 本人確認: by whom and by what; neither who issues nor the holder. */
  readonly identity: { readonly by: string; readonly how: string };
};

/**
 * Issues a new card in place of one (再発行): the holder's identity confirmed by another person, the old card dead in the
 * same act. A change of card flags the holder's standing permissions for review.
 */
export function reissueCard(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  reissue: Reissue,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { newCard, oldCard, reason, identity } = reissue;
    const key = canonicalCardKey(newCard);
    const activeStaff = await loadActiveStaff(tx.db, [identity.by]);
    const begun = await beginCardAct(tx, cardId, { receiver: null, given: true });
    if (!begun.ok) return begun;
    const { card: old, person, contract, record } = begun.value;
    const alive = old.state === 'active' || old.state === 'suspended';
    const oldState = alive && oldCard !== undefined ? cardStateAfter(old.state, oldCard) : old.state;
    const refusal =
      judgeOwnCard(await loadOwnersOfAct(tx.db, context.principal.actor), old.personId) ??
      judgeOldCard(old, alive, oldCard) ??
      judgeIdentity(context.principal.actor, old, identity.by, activeStaff) ??
      judgeCardHolder(person, contract, tx.now) ??
      judgeNotReplaced(await isReplaced(tx.db, cardId)) ??
      judgeCardLife(tx.now, newCard.expiresAt) ??
      judgeNewCard(key, await findCardByKey(tx.db, key));
    if (refusal !== undefined || oldState === undefined || old.personId === null) {
      return refuse(refusal ?? { code: 'conflict' });
    }
    const id = newId<'card'>();
    const fromSeq = await record({
      kind: 'card-reissued',
      subject: { card: id, person: old.personId },
      details: { replaces: old.cardId, oldState, identityConfirmedBy: identity.by },
      personal: { recordClass: 'person', data: { ...key, reason, how: identity.how } },
    });
    if (alive) await saveCard(tx, old, { state: oldState, stateReason: reason }, fromSeq);
    await tx.db.insert(cards).values({
      ...key,
      cardId: id,
      fromSeq,
      personId: old.personId,
      state: 'active',
      activeFrom: tx.now,
      expiresAt: newCard.expiresAt,
      replaces: old.cardId,
    });
    return ok({ id });
  });
}

function judgeOldCard(
  { personId }: CardRow,
  alive: boolean,
  step: CardStep | undefined,
): Refusal | undefined {
  if (personId === null) {
    return {
      code: 'conflict',
      detail: '持ち主のいない識別カードは再発行できません。割当てを使ってください。',
    };
  }
  return alive && step === undefined
    ? {
        code: 'unprocessable',
        errors: [{ at: '/oldCard', message: '元の識別カードの扱いを指定してください' }],
      }
    : undefined;
}

function judgeIdentity(
  issuer: Actor,
  card: CardRow,
  confirmedBy: string,
  activeStaff: ReadonlySet<string>,
): Refusal | undefined {
  if (confirmedBy === issuer.id || confirmedBy === card.personId) {
    return {
      code: 'self-approval',
      detail: '本人確認は、発行する人と本人のほかの人が行ってください。',
    };
  }
  return activeStaff.has(confirmedBy)
    ? undefined
    : {
        code: 'unprocessable',
        errors: [{ at: '/identity/by', message: '在職中の職員として登録されていません' }],
      };
}

function judgeNotReplaced(replaced: boolean): Refusal | undefined {
  return replaced
    ? {
        code: 'conflict',
        detail: 'この識別カードはすでに再発行されています。新しいほうのカードを確かめてください。',
      }
    : undefined;
}

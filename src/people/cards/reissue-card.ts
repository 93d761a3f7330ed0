import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { loadBondsAmong } from '../../authority/load-role-bonds.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { type CardStep, cardStateAfter } from '../registry/card-lifecycle.ts';
import { type CardRow, findCardByKey, isReplaced, saveCard } from '../registry/card-rows.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import { cards } from '../registry/tables.ts';
import { beginCardAct } from './begin-card-act.ts';
import { nobodys } from './confirm-identity.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { judgeCardLife } from './judge-card-life.ts';
import { judgeNewCard } from './judge-new-card.ts';
import { judgeOwnCard } from './judge-own-card.ts';
import { ofPool } from './judge-pool-card-step.ts';
import { loadConfirmers } from './load-confirmers.ts';

export type Reissue = {
  readonly newCard: CardKey & { readonly expiresAt: Date | null };
  /** What became of the old card; absent only when it is dead already. */
  readonly oldCard?: Extract<CardStep, 'report-lost' | 'report-stolen' | 'damage' | 'return'> | undefined;
  readonly reason: string;
};

/**
 * Issues a new card in place of one (再発行), the old card dead in the same act. It rests on the identity (本人確認) that another
 * than who issues and the holder confirmed within the last day, by an act of their own. A change of card flags the holder's
 * standing permissions for review.
 */
export function reissueCard(
  deps: ActDeps,
  context: ActContext,
  cardId: string,
  reissue: Reissue,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { actor } = context.principal;
    const { newCard, oldCard, reason } = reissue;
    const key = canonicalCardKey(newCard);
    const begun = await beginCardAct(tx, cardId, { receiver: null, given: true });
    if (!begun.ok) return begun;
    const { card: old, person, contract, record } = begun.value;
    const alive = old.state === 'active' || old.state === 'suspended';
    const oldState = alive && oldCard !== undefined ? cardStateAfter(old.state, oldCard) : old.state;
    const owners = await loadOwnersOfAct(tx.db, actor);
    const confirmedBy = await findOtherConfirmer(tx, old, owners);
    const refusal =
      judgeOwnCard(owners, old.personId) ??
      judgeOldCard(old, alive, oldCard) ??
      (confirmedBy === undefined ? notIdentified : undefined) ??
      judgeCardHolder(person, contract, tx.now) ??
      judgeNotReplaced(await isReplaced(tx.db, cardId)) ??
      judgeCardLife(tx.now, newCard.expiresAt, contract) ??
      judgeNewCard(key, await findCardByKey(tx.db, key));
    if (refusal !== undefined || oldState === undefined || old.personId === null) {
      return refuse(refusal ?? { code: 'conflict' });
    }
    const id = newId<'card'>();
    const fromSeq = await record({
      kind: 'card-reissued',
      subject: { card: id, person: old.personId },
      details: { replaces: old.cardId, oldState, identityConfirmedBy: confirmedBy ?? null },
      personal: { recordClass: 'person', data: { ...key, reason } },
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
  { personId, poolSiteId }: CardRow,
  alive: boolean,
  step: CardStep | undefined,
): Refusal | undefined {
  if (personId === null) return poolSiteId === null ? nobodys : ofPool;
  return alive && step === undefined
    ? {
        code: 'unprocessable',
        errors: [{ at: '/oldCard', message: '元の識別カードの扱いを指定してください' }],
      }
    : undefined;
}

/** Who confirmed the identity and counts as another person than each of those whose act the reissue is (I8). */
async function findOtherConfirmer(
  { db, now }: ActTx,
  card: CardRow,
  owners: ReadonlySet<string>,
): Promise<string | undefined> {
  const confirmers = await loadConfirmers(db, card, now);
  const active = await loadActiveStaff(db, confirmers);
  const bonds = await loadBondsAmong(db, [...owners, ...confirmers], now);
  return confirmers.find(
    (by) => active.has(by) && !owners.has(by) && ![...owners].some((one) => bonds.get(one)?.has(by)),
  );
}

const notIdentified: Refusal = {
  code: 'conflict',
  detail:
    '発行する人と本人のほかの職員が、24時間以内に本人確認を記録している必要があります。発行する人とこの7日のうちに役割を与え合った人は数えません。',
};

function judgeNotReplaced(replaced: boolean): Refusal | undefined {
  return replaced
    ? {
        code: 'conflict',
        detail: 'この識別カードはすでに再発行されています。新しいほうのカードを確かめてください。',
      }
    : undefined;
}

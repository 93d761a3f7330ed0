import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findCardByKey, hasHadCard } from '../registry/card-rows.ts';
import { findContractOf } from '../registry/contract-rows.ts';
import { lockPerson } from '../registry/person-rows.ts';
import { cards } from '../registry/tables.ts';
import { beginRightsAct } from '../rights/begin-rights-act.ts';
import { judgeCardHolder } from './judge-card-holder.ts';
import { judgeCardLife } from './judge-card-life.ts';
import { judgeNewCard } from './judge-new-card.ts';
import { judgeOwnCard } from './judge-own-card.ts';

export type CardDraft = CardKey & {
  /** null: a card in stock, given to nobody yet. */
  readonly personId: string | null;
  /** Absent = at once. */
  readonly activeFrom?: Date | undefined;
  /** Exclusive */
  readonly expiresAt?: Date | undefined;
};

/** Registers a card (識別カード), also one issued elsewhere. A further card of a person flags the standing permissions for review. */
export function registerCard(
  deps: ActDeps,
  context: ActContext,
  draft: CardDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { personId, activeFrom = tx.now, expiresAt = null } = draft;
    const key = canonicalCardKey(draft);
    const person = personId === null ? undefined : await lockPerson(tx, personId);
    const contract = await findContractOf(tx.db, person);
    const further = personId !== null && (await hasHadCard(tx.db, personId));
    const persons = person === undefined ? [] : [person.personId];
    const act = await beginRightsAct(tx, persons, () => ({ own: further ? 'flag' : undefined }));
    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    const refusal =
      judgeOwnCard(owners, personId) ??
      judgeCardLife(activeFrom, expiresAt, contract) ??
      (personId === null ? undefined : judgeCardHolder(person, contract, tx.now)) ??
      judgeNewCard(key, await findCardByKey(tx.db, key));
    if (refusal !== undefined) return refuse(refusal);

    const id = newId<'card'>();
    const fromSeq = await act.record({
      kind: 'card-registered',
      subject: personId === null ? { card: id } : { card: id, person: personId },
      details: {
        activeFrom: activeFrom.toISOString(),
        ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
      },
      personal: { recordClass: 'person', data: key },
    });
    await tx.db
      .insert(cards)
      .values({ ...key, cardId: id, fromSeq, personId, state: 'active', activeFrom, expiresAt });
    return ok({ id });
  });
}

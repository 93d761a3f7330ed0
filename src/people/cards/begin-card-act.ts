import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { type CardRow, findCard, hasHadCard } from '../registry/card-rows.ts';
import { type ContractRow, findContractOf } from '../registry/contract-rows.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import { beginRightsAct, type RightsAct } from '../rights/begin-rights-act.ts';

export type CardAct = RightsAct & {
  readonly card: CardRow;
  /** Who is to have the card: the receiver where one is named, else its holder. */
  readonly person: PersonRow | undefined;
  /** The contract that person is under. It stays what it is: whoever ends one locks its persons first. */
  readonly contract: ContractRow | undefined;
};

/**
 * Locks a card's holder and whoever is to receive it, then takes the heads: cards change under the ministry's head, and one of
 * a site's pool, which opens for whom it is lent to, under that site's too (I5).
 * `receiver` null = nobody new. `given`: the person gets a card by the act; a further one flags what they may enter (ADR 0007).
 */
export async function beginCardAct(
  tx: ActTx,
  cardId: string,
  { receiver, given }: { readonly receiver: string | null; readonly given: boolean },
): Promise<Result<CardAct, Refusal>> {
  const seen = await findCard(tx.db, cardId);
  if (seen === undefined) {
    return refuse({ code: 'not-found', detail: 'この識別カードは登録されていません。' });
  }
  const locked = await lockPersons(
    tx,
    [receiver, seen.personId].flatMap((id) => id ?? []),
  );
  const personId = receiver ?? seen.personId;
  const person = personId === null ? undefined : locked.get(personId);
  const contract = await findContractOf(tx.db, person);
  const further = given && personId !== null && (await hasHadCard(tx.db, personId));
  const rights = await beginRightsAct(
    tx,
    [...locked.keys()],
    (id) => ({ own: further && id === personId ? 'flag' : undefined }),
    { alsoAt: seen.poolSiteId === null ? [] : [seen.poolSiteId] },
  );
  const card = await findCard(tx.db, cardId);
  if (card === undefined || card.personId !== seen.personId || card.poolSiteId !== seen.poolSiteId) {
    return refuse({
      code: 'conflict',
      detail: 'この識別カードの持ち主がいま変わりました。確かめてからやり直してください。',
    });
  }
  return ok({ ...rights, card, person, contract });
}

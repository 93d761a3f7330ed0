import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { type CardRow, findCard } from '../registry/card-rows.ts';
import { lockPersons, type PersonRow } from '../registry/person-rows.ts';
import { beginRightsAct, type RightsAct } from '../rights/begin-rights-act.ts';
import type { ReviewScope } from '../rights/permission-under-review.ts';

export type CardAct = RightsAct & {
  readonly card: CardRow;
  readonly holder: PersonRow | undefined;
  /** The other persons asked for, locked with the holder. */
  readonly others: ReadonlyMap<string, PersonRow>;
};

/** Locks a card's holder and the others named, then takes the heads; cards change under the ministry's head alone. */
export async function beginCardAct(
  tx: ActTx,
  cardId: string,
  { others, review }: { readonly others: readonly string[]; readonly review: ReviewScope },
): Promise<Result<CardAct, Refusal>> {
  const seen = await findCard(tx.db, cardId);
  if (seen === undefined) {
    return refuse({ code: 'not-found', detail: 'この識別カードは登録されていません。' });
  }
  const locked = await lockPersons(tx, [...others, ...(seen.personId === null ? [] : [seen.personId])]);
  const rights = await beginRightsAct(tx, [...locked.keys()], review);
  const card = await findCard(tx.db, cardId);
  if (card === undefined || card.personId !== seen.personId) {
    return refuse({
      code: 'conflict',
      detail: 'この識別カードの持ち主がいま変わりました。確かめてからやり直してください。',
    });
  }
  const holder = card.personId === null ? undefined : locked.get(card.personId);
  return ok({ ...rights, card, holder, others: locked });
}

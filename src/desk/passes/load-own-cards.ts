import type { ActTx } from '../../log/writing/perform-act.ts';
import { type CardRow, loadCardsOf } from '../../people/registry/card-rows.ts';
import type { PersonRow } from '../../people/registry/person-rows.ts';
import type { PassRow } from './pass-rows.ts';

/** Why an own card is suspended while its holder has a 臨時カード; the end of the loan takes up only what is suspended for this. */
export const suspendedForPass = '臨時カードの貸出し中';

/**
 * The own cards that count again when the loan of a 臨時カード ends: not one that was taken up in the meantime and suspended anew for
 * another reason, and none of a person who is suspended or has left.
 */
export async function loadOwnCards(
  { db }: ActTx,
  { suspendedCardIds }: PassRow,
  person: PersonRow | undefined,
): Promise<readonly CardRow[]> {
  if (person?.state !== 'active') return [];
  const suspended = await loadCardsOf(db, [person.personId], ['suspended']);
  return suspended.filter(
    ({ cardId, stateReason }) => suspendedCardIds.includes(cardId) && stateReason === suspendedForPass,
  );
}

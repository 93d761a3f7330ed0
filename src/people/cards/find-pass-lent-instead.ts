import type { ClientBase } from 'pg';
import type { Refusal } from '../../kernel/problem.ts';

/**
 * The numeral of the 臨時カード for which an own card is suspended, at whichever site it was lent; undefined = none is lent. The caller
 * has locked the holder, as has whoever lends one.
 */
export async function findPassLentInstead(
  client: ClientBase,
  { cardId, personId }: { readonly cardId: string; readonly personId: string },
): Promise<string | undefined> {
  const { rows } = await client.query<{ numeral: string }>({
    name: 'find-pass-lent-instead',
    text: `
      select numeral from passes
      where holder_id = $2 and until_seq is null and state = 'lent' and $1 = any(suspended_card_ids)`,
    values: [cardId, personId],
  });
  return rows[0]?.numeral;
}

/** Of two cards of one person one opens at a time: the desk's own act on the 臨時カード takes the other up. */
export function lentInstead(numeral: string): Refusal {
  return {
    code: 'conflict',
    detail: `このカードは臨時カード ${numeral} の貸出しの間、止まっています。受付で臨時カードの返却（take-back）を記録すると、再び使えます。`,
  };
}

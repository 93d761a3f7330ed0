import type { ClientBase } from 'pg';

/** Where the pass is that a pool card is: at the desk, with whom it was lent to, or away without being lent any more. */
export type PassOfCard = { readonly numeral: string; readonly is: 'here' | 'lent' | 'away' };

/** The pass of a desk that a card is; undefined = it is none. The caller holds the head of its site. */
export async function findPassOfCard(
  client: ClientBase,
  { cardId, poolSiteId }: { readonly cardId: string; readonly poolSiteId: string | null },
): Promise<PassOfCard | undefined> {
  if (poolSiteId === null) return undefined;
  const { rows } = await client.query<PassOfCard>({
    name: 'find-pass-of-card',
    text: `
      select numeral, case state when 'in-stock' then 'here' when 'lent' then 'lent' else 'away' end as is
      from passes where site_id = $1 and card_id = $2 and until_seq is null and state <> 'withdrawn'`,
    values: [poolSiteId, cardId],
  });
  return rows[0];
}

import { and, isNull, notInArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { cardNamed } from '../../people/cards/card-named.ts';
import { findLoan } from '../../people/loans/loan-rows.ts';
import { cardStatesEnded } from '../../people/registry/card-lifecycle.ts';
import { cards } from '../../people/registry/tables.ts';
import type { NotedCard } from './who-of-line.ts';

/** The cards that bear each of these numbers, as somebody reads them off a card, and who has them at a site. */
export async function loadNotedCards(
  db: Database,
  siteId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly NotedCard[]>> {
  const found: [string, readonly NotedCard[]][] = [];
  for (const number of numbers) {
    const rows = await db
      .select({ cardId: cards.cardId, personId: cards.personId, pool: cards.poolSiteId, state: cards.state })
      .from(cards)
      .where(
        and(cardNamed({ number }), notInArray(cards.state, [...cardStatesEnded]), isNull(cards.untilSeq)),
      )
      .limit(2);
    const noted: NotedCard[] = [];
    for (const { cardId, personId, pool, state } of rows) {
      const loan = pool === siteId ? await findLoan({ db }, siteId, cardId) : undefined;
      noted.push({ holder: personId ?? loan?.holderId ?? null, state });
    }
    found.push([number, noted]);
  }
  return new Map(found);
}

import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { cardStatesOut } from '../registry/card-lifecycle.ts';
import type { CardRow } from '../registry/card-rows.ts';
import { cards, persons } from '../registry/tables.ts';

export type CardToReturn = {
  readonly card: CardRow;
  readonly holder: { readonly id: string; readonly name: string | null };
};

/** The cards lent under a contract that have not come back (返却), with who holds them. */
export function loadCardsToReturn(db: Database, contractId: string): Promise<readonly CardToReturn[]> {
  return db
    .select({ card: cards, holder: { id: persons.personId, name: persons.name } })
    .from(persons)
    .innerJoin(cards, and(eq(cards.personId, persons.personId), isNull(cards.untilSeq)))
    .where(
      and(
        eq(persons.contractId, contractId),
        isNull(persons.untilSeq),
        inArray(cards.state, [...cardStatesOut]),
      ),
    )
    .orderBy(asc(persons.personId), asc(cards.cardId));
}

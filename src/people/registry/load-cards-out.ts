import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { CardState } from './card-lifecycle.ts';
import { cards, persons } from './tables.ts';

/** A card that somebody who left still has. */
export type CardOut = { readonly cardId: string; readonly personId: string };

/** What is neither given back nor known to be lost. */
const out = ['active', 'suspended', 'damaged'] as const satisfies readonly CardState[];

/** The cards that whoever left has not given back. Nobody's leaving waits for one: it counts at once, and the card opens nothing. */
export function loadCardsOut(db: Database): Promise<readonly CardOut[]> {
  return db
    .select({ cardId: cards.cardId, personId: persons.personId })
    .from(cards)
    .innerJoin(persons, and(eq(persons.personId, cards.personId), isNull(persons.untilSeq)))
    .where(and(isNull(cards.untilSeq), inArray(cards.state, [...out]), eq(persons.state, 'left')))
    .orderBy(asc(cards.cardId));
}

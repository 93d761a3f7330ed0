import { and, asc, eq, inArray, isNull, ne, notInArray, or } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import type { CardKey } from '../../kernel/card-key.ts';
import { type CardState, cardStatesEnded, cardStatesOut } from './card-lifecycle.ts';
import { cards } from './tables.ts';

export type CardRow = typeof cards.$inferSelect;

export async function findCard(db: Database, cardId: string): Promise<CardRow | undefined> {
  const [row] = await db
    .select()
    .from(cards)
    .where(and(eq(cards.cardId, cardId), isNull(cards.untilSeq)));
  return row;
}

export async function findCardByKey(
  db: Database,
  { format, facility, number }: CardKey,
): Promise<CardRow | undefined> {
  const [row] = await db
    .select()
    .from(cards)
    .where(
      and(
        eq(cards.number, number),
        eq(cards.facility, facility),
        eq(cards.format, format),
        isNull(cards.untilSeq),
      ),
    );
  return row;
}

/** The cards, not ended, that are one with one of these and were registered in another spelling. */
export async function loadTwins(db: Database, of: readonly CardRow[]): Promise<readonly CardRow[]> {
  const twinned = of.filter((card) => card.twinned);
  if (twinned.length === 0) return [];
  const sameKey = twinned.map(({ cardId, number, facility, format }) =>
    and(
      eq(cards.number, number),
      eq(cards.facility, facility),
      eq(cards.format, format),
      ne(cards.cardId, cardId),
    ),
  );
  return db
    .select()
    .from(cards)
    .where(and(or(...sameKey), notInArray(cards.state, [...cardStatesEnded]), isNull(cards.untilSeq)))
    .orderBy(asc(cards.cardId));
}

/** Whether two cards are one, registered in several spellings. */
export function isTwin(one: CardRow, other: CardRow): boolean {
  return (
    one.cardId !== other.cardId &&
    one.number === other.number &&
    one.facility === other.facility &&
    one.format === other.format
  );
}

/** Whether another card was issued in place of this one. */
export async function isReplaced(db: Database, cardId: string): Promise<boolean> {
  const [next] = await db
    .select({ id: cards.cardId })
    .from(cards)
    .where(and(eq(cards.replaces, cardId), isNull(cards.untilSeq)))
    .limit(1);
  return next !== undefined;
}

/** Whether the person ever had a card. Only a further one is a change of card: a permission is often given before the first. */
export async function hasHadCard(db: Database, personId: string): Promise<boolean> {
  const [card] = await db
    .select({ id: cards.cardId })
    .from(cards)
    .where(eq(cards.personId, personId))
    .limit(1);
  return card !== undefined;
}

/** The cards of these persons, in the given states, by id. */
export function loadCardsOf(
  db: Database,
  personIds: readonly string[],
  states: readonly CardState[] = cardStatesOut,
): Promise<readonly CardRow[]> {
  return db
    .select()
    .from(cards)
    .where(
      and(inArray(cards.personId, [...personIds]), inArray(cards.state, [...states]), isNull(cards.untilSeq)),
    )
    .orderBy(asc(cards.cardId));
}

/** Changes a card from `seq` of the ministry's log on; the caller holds the ministry's head. */
export async function saveCard(
  tx: Tx,
  current: CardRow,
  change: Partial<CardRow>,
  seq: number,
): Promise<void> {
  const which = and(eq(cards.cardId, current.cardId), isNull(cards.untilSeq));
  await changeOneRow(tx, cards, which, current, change, seq);
}

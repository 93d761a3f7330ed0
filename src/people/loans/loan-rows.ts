import { and, eq, inArray, isNull } from 'drizzle-orm';
import { changeRows } from '../../db/change-rows.ts';
import type { Tx } from '../../db/in-transaction.ts';
import { loans } from './tables.ts';

export type LoanRow = typeof loans.$inferSelect;
export type Loan = Omit<LoanRow, 'siteId' | 'fromSeq' | 'untilSeq'>;

/** The current loan of a card; undefined = it is not lent. */
export async function findLoan(
  { db }: Pick<Tx, 'db'>,
  siteId: string,
  cardId: string,
): Promise<LoanRow | undefined> {
  const [row] = await db
    .select()
    .from(loans)
    .where(and(eq(loans.siteId, siteId), eq(loans.cardId, cardId), isNull(loans.untilSeq)));
  return row;
}

/** Lends a card from `seq` of the site's log on; the caller holds that site's head and has seen that the card is not lent. */
export async function lend({ db }: Tx, siteId: string, loan: Loan, seq: number): Promise<void> {
  await db.insert(loans).values({ ...loan, siteId, fromSeq: seq });
}

/** Says of cards that are lent when they have to be back, from `seq` of the site's log on; the caller holds that site's head. */
export async function moveLoans(
  tx: Tx,
  siteId: string,
  cardIds: readonly string[],
  dueAt: Date,
  seq: number,
): Promise<void> {
  if (cardIds.length === 0) return;
  const which = [eq(loans.siteId, siteId), inArray(loans.cardId, [...cardIds])] as const;
  const current = await tx.db
    .select()
    .from(loans)
    .where(and(...which, isNull(loans.untilSeq)));
  await changeRows(tx, loans, which, current, { dueAt }, seq);
}

/** Ends a loan from `seq` of the site's log on: from then on the card is read as nobody's. */
export async function endLoan({ db }: Tx, siteId: string, cardId: string, seq: number): Promise<void> {
  await db
    .update(loans)
    .set({ untilSeq: seq })
    .where(and(eq(loans.siteId, siteId), eq(loans.cardId, cardId), isNull(loans.untilSeq)));
}

import { and, eq, max, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { armBookLoan } from './arm-book-loan.ts';
import { bookLoans } from './tables.ts';

export type BookLoanRow = typeof bookLoans.$inferSelect;

/** A line of a 貸出簿: the code of the book, and its number in it. */
export type BookLine = { readonly book: string; readonly number: number };

/** Locks a line to the end of an act; undefined = the book has no such line. */
export async function lockBookLoan(
  { db }: ActTx,
  siteId: string,
  line: BookLine,
): Promise<BookLoanRow | undefined> {
  const [row] = await db.select().from(bookLoans).where(isLine(siteId, line)).for('update');
  return row;
}

/** The number of the next line of a book; the caller holds the head, so that nobody else counts it. */
export async function nextNumber({ db }: ActTx, siteId: string, book: string): Promise<number> {
  const [last] = await db
    .select({ number: max(bookLoans.number) })
    .from(bookLoans)
    .where(and(eq(bookLoans.siteId, siteId), eq(bookLoans.book, book)));
  return (last?.number ?? 0) + 1;
}

/** Whether the thing of this number (管理番号) is out by a line of the book. */
export async function isOut(db: Database, siteId: string, book: string, code: string): Promise<boolean> {
  const [row] = await db
    .select({ number: bookLoans.number })
    .from(bookLoans)
    .where(
      and(
        eq(bookLoans.siteId, siteId),
        eq(bookLoans.book, book),
        eq(bookLoans.code, code),
        ne(bookLoans.state, 'returned'),
      ),
    );
  return row !== undefined;
}

/** Writes a new line; the caller holds the head. */
export async function addBookLoan(tx: ActTx, loan: BookLoanRow): Promise<void> {
  await tx.db.insert(bookLoans).values(loan);
  await armBookLoan(tx, loan);
}

/** Changes a line; the caller holds it and the head. */
export async function saveBookLoan(
  tx: ActTx,
  loan: BookLoanRow,
  change: Pick<BookLoanRow, 'state' | 'endedBy' | 'endedAt'>,
): Promise<void> {
  await tx.db.update(bookLoans).set(change).where(isLine(loan.siteId, loan));
  await armBookLoan(tx, { ...loan, ...change });
}

function isLine(siteId: string, { book, number }: BookLine) {
  return and(eq(bookLoans.siteId, siteId), eq(bookLoans.book, book), eq(bookLoans.number, number));
}

import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { BookLoanRow } from './book-loan-rows.ts';
import type { LentState } from './lent-lifecycle.ts';
import { bookLoans } from './tables.ts';

/** Which lines of the books of a site somebody sees: all, or those of books that their unit or every unit keeps, and what passed through their hands. */
export type BookLoansSeen =
  | 'all'
  | { readonly person: string | undefined; readonly unit: string | undefined };

export type BookLoanQuery = {
  readonly limit: number;
  /** `book.number` of the last line of the page before. */
  readonly after?: string | undefined;
  readonly book?: string | undefined;
  readonly state?: LentState | undefined;
  readonly borrower?: string | undefined;
  /** Only what is past its day and not back. */
  readonly overdue?: boolean | undefined;
};

/** The lines of the 貸出簿 of a site by book and number; those that are `seen`. */
export async function listBookLoans(
  db: Database,
  siteId: string,
  { limit, after, book, state, borrower, overdue }: BookLoanQuery,
  seen: BookLoansSeen,
  now: Date,
): Promise<Page<BookLoanRow>> {
  const rows = await db
    .select()
    .from(bookLoans)
    .where(
      and(
        eq(bookLoans.siteId, siteId),
        after === undefined ? undefined : isAfter(after),
        book === undefined ? undefined : eq(bookLoans.book, book),
        state === undefined ? undefined : eq(bookLoans.state, state),
        borrower === undefined ? undefined : eq(bookLoans.borrowerId, borrower),
        overdue === true ? and(eq(bookLoans.state, 'lent'), lte(bookLoans.dueAt, now)) : undefined,
        seen === 'all' ? undefined : amongSeen(seen),
      ),
    )
    .orderBy(asc(bookLoans.book), asc(bookLoans.number))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => `${last.book}.${last.number}`);
}

function isAfter(line: string) {
  const [book = '', number] = line.split('.');
  return or(gt(bookLoans.book, book), and(eq(bookLoans.book, book), gt(bookLoans.number, Number(number))));
}

/** Whoever is nobody in particular and of no unit sees no line. */
function amongSeen({ person, unit }: Exclude<BookLoansSeen, 'all'>) {
  return or(
    sql`false`,
    person === undefined
      ? undefined
      : or(eq(bookLoans.borrowerId, person), eq(bookLoans.lentBy, person), isNull(bookLoans.organisationId)),
    unit === undefined ? undefined : eq(bookLoans.organisationId, unit),
  );
}

import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { FieldError } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { PermitState } from '../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../permits/registry/tables.ts';
import { type BookLine, lockBookLoan } from '../lending/book-loan-rows.ts';
import { type Borrowing, judgeBorrowed } from '../lending/judge-borrowed.ts';

/** What was applied for and not given up; what was returned to its applicant is applied for anew. */
const claims: readonly PermitState[] = ['requested', 'approved', 'filed', 'in-use'];

/**
 * What is wrong with a loan that a take-out names: it is no loan of theirs, another take-out of that time rests on it, or one of before has not
 * come back. Whoever else names the same loan waits for the end of the act.
 */
export async function findLoanFaults(
  tx: ActTx,
  siteId: string,
  line: BookLine,
  borrowing: Borrowing & { readonly from: Date },
): Promise<readonly FieldError[]> {
  const faults = judgeBorrowed(await lockBookLoan(tx, siteId, line), borrowing);
  if (faults.length > 0) return faults;
  const { from, until } = borrowing;
  const { book, number } = line;
  const [taken] = await tx.db
    .select({ id: permits.permitId })
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'take-out'),
        isNull(permits.untilSeq),
        inArray(permits.state, [...claims]),
        sql`${permits.terms} @> ${JSON.stringify({ lentFrom: { book, number } })}::jsonb`,
        or(eq(permits.state, 'in-use'), and(lt(permits.validFrom, until), gt(permits.validUntil, from))),
      ),
    )
    .limit(1);
  return taken === undefined ? [] : [takenAlready];
}

const takenAlready: FieldError = {
  at: '/terms/lentFrom/number',
  message: '貸出簿のこの番号は、ほかの持ち出しで使われています',
};

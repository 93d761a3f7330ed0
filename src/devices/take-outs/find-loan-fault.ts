import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { FieldError } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/perform-act.ts';
import type { PermitState } from '../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../permits/registry/tables.ts';

/** A loan of a 貸出簿: the code of the book, and its number in it. */
type Loan = { readonly book: string; readonly number: string };

/** What was applied for and not given up; what was returned to its applicant is applied for anew. */
const claims: readonly PermitState[] = ['requested', 'approved', 'filed', 'in-use'];

/**
 * What is wrong with a loan that a take-out names: another take-out of that time rests on it, or one of before has not come back. Whoever else
 * names the same loan waits for the end of the act.
 */
export async function findLoanFault(
  { db, client }: ActTx,
  siteId: string,
  { book, number }: Loan,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly FieldError[]> {
  await client.query({ ...holdLoan, values: [`loan ${siteId} ${book} ${number}`] });
  const [taken] = await db
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
  return taken === undefined ? [] : [lentAlready];
}

/** Until the act ends nobody else names the loan. */
const holdLoan = {
  name: 'hold-loan',
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
};

const lentAlready: FieldError = {
  at: '/terms/lentFrom/number',
  message: '貸出簿のこの番号は、ほかの持ち出しで使われています。返却してから申請してください',
};

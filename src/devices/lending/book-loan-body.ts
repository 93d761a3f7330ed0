import { type Static, Type } from 'typebox';
import { OpenStep, openSteps } from '../../api/open-step.ts';
import { Choice, End, Instant, instantText, Nullable, Uuid } from '../../api/schemas.ts';
import { hasRisen } from '../../permits/tasks/has-risen.ts';
import type { BookLoanRow } from './book-loan-rows.ts';
import { lentLifecycle, lentStateNames, lentStates } from './lent-lifecycle.ts';

/** A line of a 貸出簿 as the API shows it. */
export const BookLoanBody = Type.Object(
  {
    book: Type.String(),
    number: Type.Integer(),
    unit: Nullable(Uuid, { description: '貸出簿を備える課室。null はどの課室も' }),
    code: Nullable(Type.String()),
    item: Type.String(),
    borrower: Uuid,
    lentBy: Uuid,
    lentAt: Instant,
    until: End,
    state: Choice(lentStates),
    says: Type.String(),
    overdue: Type.Boolean({ description: '返却期日を過ぎて戻っていない。借りた人と備える課室の仕事' }),
    risen: Type.Boolean({
      description:
        '期日から3日放置され、備える課室の課室情報セキュリティ責任者と情報セキュリティ責任者の仕事にもなった',
    }),
    endedBy: Nullable(Uuid),
    endedAt: Nullable(Instant),
    may: Type.Array(OpenStep),
  },
  { title: 'BookLoan' },
);

export function bookLoanBody(
  { organisationId, borrowerId, lentAt, dueAt, endedAt, siteId: _, ...loan }: BookLoanRow,
  now: Date,
): Static<typeof BookLoanBody> {
  const { state } = loan;
  return {
    ...loan,
    unit: organisationId,
    borrower: borrowerId,
    lentAt: instantText(lentAt),
    until: instantText(dueAt),
    says: lentStateNames[state],
    overdue: state === 'lent' && dueAt <= now,
    risen: state === 'lent' && hasRisen(dueAt, now),
    endedAt: endedAt && instantText(endedAt),
    may: openSteps(lentLifecycle[state], { return: 'book-loans.keep', lose: 'book-loans.keep' }),
  };
}

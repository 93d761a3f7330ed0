import type { FieldError } from '../../kernel/problem.ts';
import type { BookLoanRow } from './book-loan-rows.ts';

/** Whoever applies for something that rests on a loan. */
export type Borrowing = {
  readonly applicant: string;
  readonly persons: readonly string[];
  /** Exclusive */
  readonly until: Date;
};

/** What is wrong with what rests on a line of a 貸出簿: it is of something lent, to them alone, by somebody else, and not back. Pure. */
export function judgeBorrowed(
  loan: Pick<BookLoanRow, 'state' | 'borrowerId' | 'lentBy' | 'dueAt'> | undefined,
  { applicant, persons, until }: Borrowing,
): readonly FieldError[] {
  const at = '/terms/lentFrom/number';
  if (loan === undefined) return [{ at, message: 'この貸出簿にこの番号の貸出しはありません' }];
  const { state, borrowerId, lentBy, dueAt } = loan;
  return [
    ...(state === 'lent' ? [] : [{ at, message: 'この貸出しは、返却又は紛失が記録されています' }]),
    ...(persons.every((person) => person === borrowerId)
      ? []
      : [{ at, message: 'この番号で借りた人は、持ち出す人ではありません' }]),
    ...(applicant === lentBy ? [{ at, message: '貸し出した人は、その貸出しによって申請できません' }] : []),
    ...(until <= dueAt ? [] : [{ at: '/until', message: '貸出簿の返却期日より後です' }]),
  ];
}

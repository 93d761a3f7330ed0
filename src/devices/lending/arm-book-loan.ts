import { deadlineRef } from '../../log/entry/deadline-ref.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { BookLoanRow } from './book-loan-rows.ts';

/** Sets when the log says that what was lent is past its day and not back; nothing once it is back or lost. The caller holds the head. */
export async function armBookLoan(
  { client }: Pick<ActTx, 'client'>,
  { siteId, book, number, borrowerId, state, dueAt }: BookLoanRow,
): Promise<void> {
  const ref = deadlineRef('book-loan-overdue', { book, number: `${number}`, borrower: borrowerId });
  await client.query({ ...arm, values: [siteId, ref, dueAt, state === 'lent'] });
}

const arm = {
  name: 'arm-book-loan',
  text: `
    with gone as (delete from deadlines where site_id = $1 and kind = 'book-loan-overdue' and ref = $2 and not $4::boolean)
    insert into deadlines (site_id, kind, ref, due_at) select $1, 'book-loan-overdue', $2, $3::timestamptz where $4::boolean
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};

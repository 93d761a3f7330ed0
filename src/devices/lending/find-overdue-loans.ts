import type { ClientBase } from 'pg';
import type { OpenMatter } from '../../permits/using/open-matters.ts';

/** The take-outs that rest on a line of a 貸出簿 whose thing is past its day and not back. */
export async function findOverdueLoans(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  now: Date,
): Promise<readonly OpenMatter[]> {
  const { rows } = await client.query<OpenMatter>({ ...find, values: [siteId, now] });
  return rows;
}

const find = {
  name: 'find-overdue-loans',
  text: `
    select p.permit_id as permit, 'unreturned' as is, l.due_at as due
    from book_loans l
    join permits p on p.site_id = $1 and p.until_seq is null and p.kind = 'take-out'
      and p.state in ('filed', 'approved', 'in-use', 'closed', 'revoked')
      and p.terms @> jsonb_build_object('lentFrom', jsonb_build_object('book', l.book, 'number', l.number))
    where l.site_id = $1 and l.state = 'lent' and l.due_at <= $2`,
};

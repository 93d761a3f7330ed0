import type { ClientBase } from 'pg';
import { monthAfter, monthNamed } from '../../kernel/month-of.ts';

/** Removes where people were in a month that goes, but for the last that is known of each. The client is the owner's. */
export async function forgetMoves(client: Pick<ClientBase, 'query'>, month: string): Promise<void> {
  const from = monthNamed(month);
  await client.query({
    name: 'forget-moves',
    text: `
      delete from moves m where m.recorded_at >= $1 and m.recorded_at < $2 and exists (
        select from moves n where n.site_id = m.site_id and n.person_id = m.person_id
          and (n.happened_at, n.seq, n.ordinal) > (m.happened_at, m.seq, m.ordinal))`,
    values: [from, monthAfter(from)],
  });
}

import type { ClientBase } from 'pg';
import { monthAfter, monthNamed } from '../../kernel/month-of.ts';

/**
 * Removes how many entries there were of whom in a month that goes, and has it looked through should it stay or ever come back: that is
 * written first. The client is the owner's.
 */
export async function forgetCounts(client: Pick<ClientBase, 'query'>, month: string): Promise<void> {
  const from = monthNamed(month);
  await client.query({
    name: 'look-through-month',
    text: 'update counted_logs set since = $1 where since < $1',
    values: [monthAfter(from)],
  });
  await client.query({
    name: 'forget-month-counts',
    text: 'delete from month_counts where month = $1',
    values: [from],
  });
}

import type { ClientBase } from 'pg';

/**
 * Removes how many entries there were of whom in a month that goes, and has it looked through should it stay or ever come back: that is
 * written first. The client is the owner's.
 */
export async function forgetCounts(client: Pick<ClientBase, 'query'>, month: string): Promise<void> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  await client.query({
    name: 'look-through-month',
    text: 'update counted_logs set since = $1 where since < $1',
    values: [next],
  });
  await client.query({
    name: 'forget-month-counts',
    text: 'delete from month_counts where month = $1',
    values: [from],
  });
}

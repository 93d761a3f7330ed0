import type { PoolClient } from 'pg';

/** Where a log ends. */
export type LogEnd = { readonly siteId: string; readonly epoch: string; readonly seq: number };

/** Where every log ends, in the order of their ids. */
export async function loadLogEnds(client: PoolClient): Promise<readonly LogEnd[]> {
  const { rows } = await client.query<LogEnd>({
    name: 'load-ends-of-versions',
    text: `select site_id::text as "siteId", epoch::text as epoch, seq from heads order by site_id`,
  });
  return rows;
}

import type { Pool } from '../../src/db/pool.ts';

/** Which numbers of each buffer of a site have counted, by its epoch, as a multirange: `{[1,4),[7,8)}`. */
export async function seenNumbers(pool: Pool, siteId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ epoch: string; seen: string }>(
    `select replace(epoch::text, '-', '') as epoch, (
        int8multirange(int8range(first_seq, newest_seq, '[]')) - coalesce(
          (select range_agg(int8range(from_seq, to_seq, '[]')) from gateway_holes h
            where h.site_id = e.site_id and h.gateway_id = e.gateway_id and h.epoch = e.epoch), '{}')
      )::text as seen
      from gateway_epochs e where site_id = $1`,
    [siteId],
  );
  return new Map(rows.map(({ epoch, seen }) => [epoch, seen]));
}

import type { Pool } from '../../db/pool.ts';

/** The leaf hash of an entry, which stays when its text goes; null where there is no such entry. */
export async function findLeaf(pool: Pool, siteId: string, seq: number): Promise<Buffer | null> {
  const { rows } = await pool.query<{ hash: Buffer }>({
    name: 'find-leaf',
    text: 'select hash from leaf_hashes where site_id = $1 and seq = $2',
    values: [siteId, seq],
  });
  return rows[0]?.hash ?? null;
}

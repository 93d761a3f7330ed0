import type { ClientBase } from 'pg';
import type { Head } from './place-entry.ts';

/**
 * Takes the heads in ascending id, so that no two acts wait for each other in a circle, and returns them in that order.
 * A statement of its own: what is read in the same one would be the past.
 */
export async function takeHeads(client: ClientBase, siteIds: readonly string[]): Promise<readonly Head[]> {
  const { rows } = await client.query<Head>({
    name: 'take-heads',
    text: `
      select site_id as "siteId", epoch, seq, recorded_at as "recordedAt", rules_seq as "rulesSeq"
      from heads where site_id = any($1::uuid[]) order by site_id for update`,
    values: [siteIds],
  });
  return rows;
}

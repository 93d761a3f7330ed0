import type { ClientBase } from 'pg';
import { permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';

/** The permits in force of which a waiver was why nobody was asked. */
export async function findLeaning(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  waiverId: string,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly id: string }>({
    name: 'find-leaning',
    text: `
      select permit_id as id from permits
      where site_id = $1 and until_seq is null and state = any($2::text[]) and rule @> $3::jsonb
      order by permit_id`,
    values: [siteId, permitStatesInForce, JSON.stringify({ lines: [{ waived: { id: waiverId } }] })],
  });
  return rows.map(({ id }) => id);
}

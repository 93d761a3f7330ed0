import { randomUUID } from 'node:crypto';
import type { ActTx } from '../writing/perform-act.ts';
import { logIdentity } from './log-identity.ts';

/** Makes the head of a new site's log: its first epoch, nothing recorded yet. The ministry's is made with the schema. */
export async function openLog({ client, now }: ActTx, siteId: string): Promise<void> {
  await client.query({
    name: 'open-log',
    text: `
      insert into heads (site_id, epoch, seq, recorded_at, rules_seq, system_identifier, timeline)
      select $1, $2, 0, $3, 0, system_identifier, timeline from ${logIdentity} as identity`,
    values: [siteId, randomUUID(), now],
  });
}

import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { logIdentity } from './log-identity.ts';
import type { ActTx } from './perform-act.ts';
import { heads } from './tables.ts';

/** Makes the head of a new site's log: its first epoch, nothing recorded yet. The ministry's is made with the schema. */
export async function openLog({ db, now }: ActTx, siteId: string): Promise<void> {
  await db.execute(sql`
    insert into ${heads} (site_id, epoch, seq, recorded_at, rules_seq, system_identifier, timeline)
    select ${siteId}, ${randomUUID()}, 0, ${now.toISOString()}, 0, system_identifier, timeline from ${logIdentity} as identity`);
}

import type { ClientBase } from 'pg';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { DeadlineKind } from './deadline.ts';
import { nextPresenceReset } from './next-presence-reset.ts';

const kind: DeadlineKind = 'presence-reset';

/** Sets the deadline of the next daily reset as the plan now asks for it; the caller holds the head. */
export async function armPresenceReset(
  client: ClientBase,
  siteId: string,
  site: SitePlan['site'],
  now: Date,
): Promise<void> {
  const dueAt = nextPresenceReset(site, now);
  if (dueAt === undefined) {
    await client.query({ ...disarm, values: [siteId] });
    return;
  }
  await client.query({ ...arm, values: [siteId, dueAt] });
}

const disarm = {
  name: 'disarm-presence-reset',
  text: `delete from deadlines where site_id = $1 and kind = '${kind}'`,
};

const arm = {
  name: 'arm-presence-reset',
  text: `
    insert into deadlines (site_id, kind, ref, due_at) values ($1, '${kind}', '', $2)
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};

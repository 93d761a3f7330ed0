import type { ClientBase } from 'pg';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { DeadlineKind } from './deadline.ts';
import { nextPresenceReset } from './presence-reset.ts';

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
    await client.query('delete from deadlines where site_id = $1 and kind = $2', [siteId, kind]);
    return;
  }
  await client.query(
    `insert into deadlines (site_id, kind, ref, due_at) values ($1, $2, '', $3)
      on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
    [siteId, kind, dueAt],
  );
}

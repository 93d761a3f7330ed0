import type { ClientBase } from 'pg';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { mayStayUntil } from './may-stay-until.ts';

/**
 * Sets until when each of these members may be in the building before the guard is told. Whoever is not checked in has no such time, nor
 * does anybody for whom it is over. The caller holds the head.
 */
export async function armVisitorHours(
  client: ClientBase,
  siteId: string,
  plan: Pick<SitePlan, 'site'>,
  memberIds: readonly string[],
  here: readonly ArrivalRow[],
  now: Date,
): Promise<void> {
  const due = here
    .filter(({ state }) => state === 'checked-in')
    .map((arrival) => ({ memberId: arrival.memberId, dueAt: mayStayUntil(plan, arrival) }))
    .filter(({ dueAt }) => dueAt > now);
  const armed = new Set(due.map(({ memberId }) => memberId));
  await client.query({
    ...arm,
    values: [
      siteId,
      memberIds.filter((one) => !armed.has(one)),
      due.map(({ memberId }) => memberId),
      due.map(({ dueAt }) => dueAt),
    ],
  });
}

const arm = {
  name: 'arm-visitor-hours',
  text: `
    with gone as (
      delete from deadlines where site_id = $1 and kind = 'visitor-hours' and ref = any($2::text[])
    )
    insert into deadlines (site_id, kind, ref, due_at)
    select $1, 'visitor-hours', due.ref, due.due_at from unnest($3::text[], $4::timestamptz[]) as due(ref, due_at)
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};

import type { ClientBase } from 'pg';
import { instantOf } from '../../zones/hours/instant-of.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';

/**
 * Sets until when each of these members may be in the building before the guard is told: the end of the visitors' hours of their day,
 * or of their visit where that is later. Whoever is not checked in has no such time, nor does anybody for whom it is over. The
 * caller holds the head.
 */
export async function armVisitorHours(
  client: ClientBase,
  siteId: string,
  { site }: Pick<SitePlan, 'site'>,
  memberIds: readonly string[],
  here: readonly ArrivalRow[],
  now: Date,
): Promise<void> {
  const { visitorsUntil } = visitorSettingsOf(site.visitors);
  const due = here
    .filter(({ state }) => state === 'checked-in')
    .map(({ memberId, day, endsAt }) => {
      const hours = instantOf(day, visitorsUntil, site.timeZone);
      return { memberId, dueAt: new Date(Math.max(hours, endsAt.getTime())) };
    })
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

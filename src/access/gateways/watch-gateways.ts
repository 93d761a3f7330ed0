import type { ClientBase } from 'pg';
import type { Effect, GatewayCondition } from '../../log/entry/effects.ts';
import type { Difference } from '../../zones/plan/plan-diff.ts';
import { type Gateway, silentAfterMs } from '../../zones/plan/site-plan.ts';
import { conditionOver } from '../doors/gateway-events.ts';
import type { DeadlineKind } from '../state/deadline.ts';

const kind: DeadlineKind = 'gateway-silent';

/**
 * Sets when the gateways that a plan adds or changes are missed, also those that nobody has heard of yet. What is on at those
 * that it closes is over by the effects that are returned: nobody will ever tell. The caller holds the head and records them.
 */
export async function watchGateways(
  client: ClientBase,
  siteId: string,
  { added, changed, closed }: Difference<Gateway>,
  now: Date,
): Promise<readonly Effect[]> {
  const watched = [...added, ...changed.map(({ after }) => after)];
  const gone = closed.map(({ id }) => id);
  if (watched.length > 0) await putOffSilence(client, siteId, watched, now);
  return gone.length === 0 ? [] : endWatch(client, siteId, gone);
}

/** One that is held to be silent stays so. One that was watched before is missed its interval after it was heard last. */
async function putOffSilence(
  client: ClientBase,
  siteId: string,
  watched: readonly Gateway[],
  now: Date,
): Promise<void> {
  await client.query({
    name: 'put-off-silence',
    text: `
      insert into deadlines (site_id, kind, ref, due_at)
      select $1, '${kind}', g.id, since.at + g.silent_after_ms * interval '1 millisecond'
      from unnest($2::text[], $3::int8[]) as g(id, silent_after_ms)
      left join deadlines d on d.site_id = $1 and d.kind = '${kind}' and d.ref = g.id
      left join gateway_states s on s.site_id = $1 and s.gateway_id = g.id and d.ref is not null
      cross join lateral (select coalesce(s.heard_at, $4::timestamptz) as at) since
      where not exists (
        select from conditions c where c.site_id = $1 and c.condition = 'silent' and c.place = g.id and c.door_id = ''
      )
      on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
    values: [
      siteId,
      watched.map(({ id }) => id),
      watched.map((gateway) => gateway.silentAfterMs ?? silentAfterMs),
      now,
    ],
  });
}

async function endWatch(
  client: ClientBase,
  siteId: string,
  gone: readonly string[],
): Promise<readonly Effect[]> {
  await client.query({
    name: 'end-watch',
    text: `delete from deadlines where site_id = $1 and kind = '${kind}' and ref = any($2::text[])`,
    values: [siteId, gone],
  });
  const { rows } = await client.query<{ gateway: string; condition: GatewayCondition; door: string | null }>({
    name: 'conditions-of-gateways',
    text: `
      select place as gateway, condition, nullif(door_id, '') as door from conditions
      where site_id = $1 and place = any($2::text[]) and condition not in ('emergency', 'lockdown')
      order by place, condition, door_id`,
    values: [siteId, gone],
  });
  return rows.flatMap(({ gateway, condition, door }) =>
    conditionOver(gateway, { condition, door: door ?? undefined }),
  );
}

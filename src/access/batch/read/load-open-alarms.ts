import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { StandingAlarm } from '../../state/site-state.ts';
import { gatewayAlarms } from '../batch-facts.ts';

/**
 * Reads which alarms about the speaking of these gateways are open, or still active although somebody has resolved them: of
 * each kind one is enough to be told of. A state asked for by name would be looked up by state.
 */
export async function loadOpenAlarms(
  client: UnderHead,
  siteId: string,
  gatewayIds: readonly string[],
): Promise<readonly StandingAlarm[]> {
  if (gatewayIds.length === 0) return [];
  const { rows } = await client.query<
    Pick<
      StandingAlarm,
      'kind' | 'gateway' | 'state' | 'active' | 'since' | 'seq' | 'ordinal' | 'times' | 'escalated'
    >
  >({
    name: 'load-open-alarms',
    text: `
      select asked.kind, asked.gateway, a.state, a.active, a.raised_at as "since", a.raised_seq as "seq", a.ordinal, a.times,
        a.escalated_seq is not null as "escalated"
      from (select kind, gateway from unnest($2::text[]) kind cross join unnest($3::text[]) gateway) asked
      cross join lateral (
        (select state, active, raised_at, raised_seq, ordinal, times, escalated_seq from alarms
          where site_id = $1 and kind = asked.kind and gateway_id = asked.gateway and state <> 'resolved'
            and door_id is null and person_id is null limit 1)
        union all
        (select state, active, raised_at, raised_seq, ordinal, times, escalated_seq from alarms
          where site_id = $1 and kind = asked.kind and gateway_id = asked.gateway and active
            and state not in ('raised', 'acknowledged')
            and door_id is null and person_id is null limit 1)
      ) a`,
    values: [siteId, gatewayAlarms, gatewayIds],
  });
  return rows.map((row) => ({ ...row, door: undefined, person: undefined }));
}

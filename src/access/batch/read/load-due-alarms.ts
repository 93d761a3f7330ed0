import { parseEntryPart } from '../../../log/entry/entry-part.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { Deadline } from '../../state/deadline.ts';
import type { StandingAlarm } from '../../state/site-state.ts';

type Row = Omit<StandingAlarm, 'door' | 'gateway' | 'person'> & {
  readonly [Place in 'door' | 'gateway' | 'person']: string | null;
};

/** Reads the alarms whose time to be acknowledged is over; most batches ask for none. */
export async function loadDueAlarms(
  client: UnderHead,
  siteId: string,
  due: readonly Deadline[],
): Promise<readonly StandingAlarm[]> {
  const ids = due.flatMap(({ kind, ref }) => (kind === 'alarm-unacknowledged' ? [parseEntryPart(ref)] : []));
  if (ids.length === 0) return [];
  const { rows } = await client.query<Row>({
    name: 'load-due-alarms',
    text: `
      select a.kind, a.door_id as "door", a.gateway_id as "gateway", a.person_id as "person", a.state, a.active,
        a.raised_at as "since", a.raised_seq as "seq", a.ordinal, a.times, a.escalated_seq is not null as "escalated"
      from unnest($2::int8[], $3::int2[]) as asked(seq, ordinal)
      cross join lateral (
        select * from alarms where site_id = $1 and raised_seq = asked.seq and ordinal = asked.ordinal limit 1
      ) a`,
    values: [siteId, ids.map(({ seq }) => seq), ids.map(({ ordinal }) => ordinal)],
  });
  return rows.map(({ door, gateway, person, ...row }) => ({
    ...row,
    door: door ?? undefined,
    gateway: gateway ?? undefined,
    person: person ?? undefined,
  }));
}

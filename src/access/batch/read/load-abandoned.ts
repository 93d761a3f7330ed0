import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/take-heads.ts';
import type { EventKey, GivenUp } from '../batch-facts.ts';

/** Reads the grants that these `read-abandoned` events name. */
export async function loadAbandoned(
  client: UnderHead,
  siteId: string,
  keys: readonly EventKey[],
): Promise<readonly GivenUp[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<GivenUp>({
    name: 'load-abandoned',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.read, e.seq, e.person_id as "person", e.door_id as "door",
        e.zones[1] as "from", e.zones[2] as "to", exists (
          select 1 from entries later
          where later.site_id = $1 and later.person_id = e.person_id and later.seq > e.seq and later.verdict = 'grant'
        ) or exists (
          select 1 from entry_persons p
          cross join lateral (
            select verdict from entries n
            where n.site_id = $1 and n.seq = p.seq and n.recorded_at = p.recorded_at limit 1
          ) later
          where p.site_id = $1 and p.person_id = e.person_id and p.seq > e.seq and later.verdict = 'grant'
        ) as "superseded"
      from unnest($2::text[], $3::uuid[], $4::int8[]) as k(gateway_id, epoch, read)
      cross join lateral (
        select seq, recorded_at from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.read limit 1
      ) r
      cross join lateral (
        select seq, person_id, door_id, zones from entries e
        where e.site_id = $1 and e.seq = r.seq and e.verdict = 'grant' and e.person_id is not null limit 1
      ) e`,
    values: [
      siteId,
      keys.map((key) => key.caller.gatewayId),
      keys.map((key) => key.epoch),
      keys.map((key) => key.seq),
    ],
  });
  return rows;
}

/** The keys of the reads that `read-abandoned` events name. */
export function abandonedKeys(events: readonly ReceivedEvent[]): readonly EventKey[] {
  return events.flatMap((received) => {
    const { caller, epoch } = received;
    const event = eventOf(received);
    return event?.kind === 'read-abandoned' ? [{ caller, epoch, seq: event.read }] : [];
  });
}

import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { EventKey, GivenUp } from '../batch-facts.ts';

/**
 * Reads what the reads gave that these `read-abandoned` events name: to whoever read, and to whoever passed with them. A wait
 * that was met is the grant of the one who came, which is the next thing that was decided of whoever waited. What a gateway
 * `decided` alone and told meanwhile is none of it.
 */
export async function loadAbandoned(
  client: UnderHead,
  siteId: string,
  keys: readonly EventKey[],
): Promise<readonly GivenUp[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<GivenUp>({
    name: 'load-abandoned',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.read, given.seq, given.recorded_at as "at", given.verdict, one.person, given.door_id as "door",
        given.zones[1] as "from", given.zones[2] as "to", exists (
          select 1 from entries later
          where later.site_id = $1 and later.person_id = one.person and later.seq > given.seq and later.verdict = 'grant'
            and later.text not like '%"decided":{%'
        ) or exists (
          select 1 from entry_persons p
          cross join lateral (
            select verdict from entries n
            where n.site_id = $1 and n.seq = p.seq and n.recorded_at = p.recorded_at limit 1
          ) later
          where p.site_id = $1 and p.person_id = one.person and p.seq > given.seq and later.verdict = 'grant'
        ) as "superseded"
      from unnest($2::text[], $3::uuid[], $4::int8[]) as k(gateway_id, epoch, read)
      cross join lateral (
        select seq, recorded_at from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.read limit 1
      ) r
      cross join lateral (
        select seq, recorded_at, verdict, person_id, door_id, zones, text from entries e
        where e.site_id = $1 and e.seq = r.seq and e.verdict in ('grant', 'wait') and e.person_id is not null limit 1
      ) e
      left join lateral (
        select n.* from entry_persons p
        cross join lateral (
          select seq, recorded_at, verdict, person_id, door_id, zones, text from entries n
          where n.site_id = $1 and n.seq = p.seq and n.recorded_at = p.recorded_at limit 1
        ) n
        where p.site_id = $1 and p.person_id = e.person_id and p.seq > e.seq
        order by p.seq limit 1
      ) met on e.verdict = 'wait' and met.verdict = 'grant' and not exists (
        select 1 from entries own
        where own.site_id = $1 and own.person_id = e.person_id and own.seq > e.seq and own.seq < met.seq
          and own.verdict is not null and own.text not like '%"decided":{%'
      )
      cross join lateral (
        select e.seq, e.recorded_at, e.verdict, e.person_id, e.door_id, e.zones, e.text where met.seq is null
        union all
        select met.seq, met.recorded_at, met.verdict, met.person_id, met.door_id, met.zones, met.text where met.seq is not null
      ) given
      cross join lateral (
        select given.person_id as person
        union all
        select jsonb_array_elements_text(given.text::jsonb #> '{subject,with}')::uuid
      ) one`,
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

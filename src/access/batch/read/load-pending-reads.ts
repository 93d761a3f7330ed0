import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { PendingRead, Told } from '../batch-facts.ts';

/**
 * Reads by which reads of the same buffer the passages pending at doors were granted, for openings that come after something
 * younger of their gateway: an opening takes no passage that was granted after it. Most batches have no such opening.
 * The door is compared as an expression: a door has many entries, a person few, and both have an index.
 */
export async function loadPendingReads(
  client: UnderHead,
  siteId: string,
  events: readonly ReceivedEvent[],
  told: readonly Told[],
): Promise<readonly PendingRead[]> {
  const openings = events.flatMap((received) => {
    const event = eventOf(received);
    if (event?.kind !== 'door-opened') return [];
    const { caller, epoch, seq } = received;
    const isOlder = told.some(
      (one) =>
        one.gatewayId === caller.gatewayId && one.epoch === epoch && one.topic === undefined && one.seq > seq,
    );
    return isOlder ? [{ ...caller, epoch, door: event.door }] : [];
  });
  if (openings.length === 0) return [];
  const { rows } = await client.query<Omit<PendingRead, 'caller'> & { readonly gatewayId: string }>({
    name: 'load-pending-reads',
    text: `
      select distinct on (k."gatewayId", k.epoch, k.door, p.person) k.*, p.person, r.gateway_seq as seq
      from unnest($2::text[], $3::uuid[], $4::text[]) as k("gatewayId", epoch, door)
      cross join lateral (
        select person_id as person from presence where site_id = $1 and pending_door = k.door limit 1000
      ) p
      cross join lateral (
        select e.seq, (e.text::json #>> '{details,gatewaySeq}')::int8 as gateway_seq from entries e
        where e.site_id = $1 and e.person_id = p.person and coalesce(e.door_id, '') = k.door and e.verdict = 'grant'
          and e.text like '%"type":"pending"%'
        order by e.seq desc limit 1
      ) e
      cross join lateral (
        select gateway_seq from receipts r
        where r.site_id = $1 and r.gateway_id = k."gatewayId" and r.epoch = k.epoch and r.gateway_seq = e.gateway_seq
          and r.seq = e.seq limit 1
      ) r`,
    values: [
      siteId,
      openings.map(({ gatewayId }) => gatewayId),
      openings.map(({ epoch }) => epoch),
      openings.map(({ door }) => door),
    ],
  });
  return rows.map(({ gatewayId, ...read }) => ({ ...read, caller: { gatewayId } }));
}

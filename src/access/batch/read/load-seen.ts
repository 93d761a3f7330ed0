import type { UnderHead } from '../../../log/take-heads.ts';
import type { EventKey, SeenEvent } from '../batch-facts.ts';

/** Reads which of these events have counted before: repeats are read, never claimed. */
export async function loadSeen(
  client: UnderHead,
  siteId: string,
  keys: readonly EventKey[],
): Promise<readonly SeenEvent[]> {
  const { rows } = await client.query<SeenEvent>({
    name: 'load-seen',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.seq, r.digest, r.conflict_digest as "conflictDigest", r.answer
      from unnest($2::text[], $3::uuid[], $4::int8[]) as k(gateway_id, epoch, seq)
      cross join lateral (
        select 1 from gateway_epochs e
        where e.site_id = $1 and e.gateway_id = k.gateway_id and e.epoch = k.epoch and e.seen @> k.seq limit 1
      ) e
      left join lateral (
        select digest, conflict_digest, answer from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.seq limit 1
      ) r on true`,
    values: [
      siteId,
      keys.map((key) => key.caller.gatewayId),
      keys.map((key) => key.epoch),
      keys.map((key) => key.seq),
    ],
  });
  return rows;
}

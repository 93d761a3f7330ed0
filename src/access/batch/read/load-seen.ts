import type { UnderHead } from '../../../log/take-heads.ts';
import type { EventKey, SeenEvent } from '../batch-facts.ts';

type AskedEvent = EventKey & { readonly digest: Buffer };

/** Reads which of these events have counted before, and what was answered to those that say something else: repeats are read, never claimed. */
export async function loadSeen(
  client: UnderHead,
  siteId: string,
  keys: readonly AskedEvent[],
): Promise<readonly SeenEvent[]> {
  const { rows } = await client.query<SeenEvent>({
    name: 'load-seen',
    text: `
      select k.gateway_id as "gatewayId", k.epoch, k.seq, r.digest, r.answer,
        k.digest as asked, c.answer as "conflictAnswer"
      from unnest($2::text[], $3::uuid[], $4::int8[], $5::bytea[]) as k(gateway_id, epoch, seq, digest)
      cross join lateral (
        select 1 from gateway_epochs e
        where e.site_id = $1 and e.gateway_id = k.gateway_id and e.epoch = k.epoch and e.seen @> k.seq limit 1
      ) e
      left join lateral (
        select digest, answer from receipts r
        where r.site_id = $1 and r.gateway_id = k.gateway_id and r.epoch = k.epoch and r.gateway_seq = k.seq limit 1
      ) r on true
      left join lateral (
        select answer from event_conflicts c
        where c.site_id = $1 and c.gateway_id = k.gateway_id and c.epoch = k.epoch and c.gateway_seq = k.seq
          and c.digest = k.digest limit 1
      ) c on true`,
    values: [
      siteId,
      keys.map((key) => key.caller.gatewayId),
      keys.map((key) => key.epoch),
      keys.map((key) => key.seq),
      keys.map((key) => key.digest),
    ],
  });
  return rows;
}

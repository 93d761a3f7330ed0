import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { Told, TopicKey } from '../batch-facts.ts';
import { type PaceRow, paceOf } from './pace-of.ts';

/**
 * Reads how far the gateways of these keys have told of each topic in that epoch, and of anything (`topic` undefined). Nothing
 * for what they have told nothing of yet.
 */
export async function loadTold(
  client: UnderHead,
  siteId: string,
  keys: readonly TopicKey[],
): Promise<readonly Told[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<
    Omit<Told, 'topic' | 'pace'> & PaceRow & { readonly topic: string | null }
  >({
    name: 'load-told',
    text: `
      with asked as (
        select * from unnest($2::text[], $3::uuid[], $4::text[]) as k("gatewayId", epoch, topic)
      )
      select k.*, r.gateway_seq as seq, r.at, null::timestamptz as "paceAt", null::timestamptz as "paceSince" from asked k
      cross join lateral (
        select gateway_seq, at from receipts r
        where r.site_id = $1 and r.gateway_id = k."gatewayId" and r.epoch = k.epoch and r.topic = k.topic
        order by r.topic desc, r.gateway_seq desc limit 1
      ) r
      union all
      select k.*, e.newest_seq, e.newest_at, e.pace_at, e.pace_since from asked k
      cross join lateral (
        select newest_seq, newest_at, pace_at, pace_since from gateway_epochs e
        where e.site_id = $1 and e.gateway_id = k."gatewayId" and e.epoch = k.epoch limit 1
      ) e
      where k.topic is null`,
    values: [
      siteId,
      keys.map(({ gatewayId }) => gatewayId),
      keys.map(({ epoch }) => epoch),
      keys.map(({ topic }) => topic),
    ],
  });
  return rows.map(({ topic, gatewayId, epoch, seq, at, ...row }) => ({
    gatewayId,
    epoch,
    topic: topic ?? undefined,
    seq,
    at,
    pace: paceOf(row),
  }));
}

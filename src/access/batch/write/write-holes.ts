import type { ClientBase } from 'pg';
import { arrayText } from '../../../db/array-text.ts';
import type { DeadlineKind } from '../../state/deadline.ts';
import type { NumberChanges } from '../answer/gateways/numbers-seen.ts';
import { settlingMs } from '../answer/gateways/settle-gap.ts';
import type { HoleOf } from '../batch-facts.ts';

const kind: DeadlineKind = 'gateway-gap';

/** Writes which holes of buffers are no more, which there are now, and when fresh ones are settled. Most batches have none. */
export function writeHoles(
  client: ClientBase,
  siteId: string,
  { gone, holes }: Pick<NumberChanges, 'gone' | 'holes'>,
  now: Date,
): readonly Promise<unknown>[] {
  const byBuffer = new Map<string, HoleOf[]>();
  for (const hole of gone) {
    const key = `${hole.gatewayId} ${hole.epoch}`;
    byBuffer.set(key, [...(byBuffer.get(key) ?? []), hole]);
  }
  return [
    ...[...byBuffer.values()].map((ofBuffer) => deleteHoles(client, siteId, ofBuffer)),
    ...(holes.length === 0 ? [] : [saveHoles(client, siteId, holes, now)]),
  ];
}

/** Those of one buffer, each found by its whole key: PostgreSQL 15 would read every hole of the buffer for a list of them. */
function deleteHoles(client: ClientBase, siteId: string, gone: readonly HoleOf[]): Promise<unknown> {
  return client.query({
    name: 'delete-holes',
    text: `
      delete from gateway_holes where ctid = any (array(
        select found.ctid from unnest($4::int8[]) as g(from_seq)
        cross join lateral (
          select ctid from gateway_holes
          where site_id = $1 and gateway_id = $2 and epoch = $3 and from_seq = g.from_seq limit 1
        ) found
      ))`,
    values: [siteId, gone[0]?.gatewayId, gone[0]?.epoch, gone.map(({ from }) => from)],
  });
}

function saveHoles(
  client: ClientBase,
  siteId: string,
  holes: readonly HoleOf[],
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'save-holes',
    text: `
      with given as (
        select * from unnest($2::text[], $3::uuid[], $4::int8[], $5::int8[], $6::timestamptz[], $7::text[])
          as h(gateway_id, epoch, from_seq, to_seq, since, state)
      ), settled as (
        insert into deadlines (site_id, kind, ref, due_at)
        select distinct $1::uuid, '${kind}', gateway_id, $8::timestamptz from given where state = 'fresh'
        on conflict (site_id, kind, ref) do nothing
      )
      insert into gateway_holes (site_id, gateway_id, epoch, from_seq, to_seq, since, state)
      select $1, gateway_id, epoch, from_seq, to_seq, since, state from given
      on conflict (site_id, gateway_id, epoch, from_seq) do update
      set to_seq = excluded.to_seq, since = excluded.since, state = excluded.state`,
    values: [
      siteId,
      arrayText(holes.map(({ gatewayId }) => gatewayId)),
      arrayText(holes.map(({ epoch }) => epoch)),
      arrayText(holes.map(({ from }) => from)),
      arrayText(holes.map(({ to }) => to)),
      arrayText(holes.map(({ since }) => since)),
      arrayText(holes.map(({ state }) => state)),
      new Date(now.getTime() + settlingMs),
    ],
  });
}

import type { ClientBase } from 'pg';
import { arrayText } from '../../../db/array-text.ts';
import type { DeadlineKind } from '../../state/deadline.ts';
import type { HeardGateway } from '../batch-facts.ts';

const kind: DeadlineKind = 'gateway-silent';

/** Nothing is written for less than so much news: the deadline of a busy gateway may come so much early. Milliseconds. */
const worthWritingMs = 1_000;

/** Writes when gateways were last heard of and what their clocks said, and puts off when they are missed. */
export function writeHeard(
  client: ClientBase,
  siteId: string,
  heard: readonly HeardGateway[],
  now: Date,
): Promise<unknown> {
  return client.query({
    name: 'write-heard',
    text: `
      with heard as (
        select g.*, before.clock_offset_ms as offset_before
        from unnest($3::text[], $4::int8[], $5::int8[]) as g(gateway_id, clock_offset_ms, silent_after_ms)
        left join lateral (
          select heard_at, clock_offset_ms from gateway_states where site_id = $1 and gateway_id = g.gateway_id limit 1
        ) before on true
        where before.heard_at is null or before.heard_at <= $6
          or (g.clock_offset_ms is not null and before.clock_offset_ms is null)
          or abs(g.clock_offset_ms - before.clock_offset_ms) >= $7
      ), missed as (
        insert into deadlines (site_id, kind, ref, due_at)
        select $1, '${kind}', gateway_id, $2::timestamptz + silent_after_ms * interval '1 millisecond' from heard
        on conflict (site_id, kind, ref) do update set due_at = excluded.due_at
      )
      insert into gateway_states (site_id, heard_at, gateway_id, clock_offset_ms)
      select $1, $2, gateway_id, coalesce(clock_offset_ms, offset_before) from heard
      on conflict (site_id, gateway_id) do update
      set heard_at = excluded.heard_at, clock_offset_ms = excluded.clock_offset_ms`,
    values: [
      siteId,
      now,
      arrayText(heard.map(({ gatewayId }) => gatewayId)),
      arrayText(heard.map(({ clockOffsetMs }) => clockOffsetMs)),
      arrayText(heard.map(({ silentAfterMs }) => silentAfterMs)),
      new Date(now.getTime() - worthWritingMs),
      worthWritingMs,
    ],
  });
}

import type { UnderHead } from '../../../log/writing/take-heads.ts';
import type { Deadline } from '../../state/deadline.ts';
import type { HoleOf, KnownNumbers } from '../batch-facts.ts';
import type { SeenBefore } from './load-seen.ts';

/**
 * Adds what must be known of holes that may be settled or filled; most batches have none: the fresh ones of gateways whose time
 * is over, and how many are missing of a gateway of which one may be filled.
 */
export async function loadSettling(
  client: UnderHead,
  siteId: string,
  { buffers, holes }: SeenBefore,
  due: readonly Deadline[],
): Promise<KnownNumbers> {
  const settling = due.flatMap(({ kind, ref }) => (kind === 'gateway-gap' ? [ref] : []));
  const filled = holes.flatMap(({ state, gatewayId }) => (state === 'missing' ? [gatewayId] : []));
  const fresh = settling.length === 0 ? [] : await loadFresh(client, siteId, settling);
  const counted = [...new Set([...settling, ...filled])];
  const missing = counted.length === 0 ? [] : await countMissing(client, siteId, counted);
  return { buffers, holes: [...holes, ...fresh], missing: new Map(missing) };
}

/** Fresh holes are few: beyond a bound those of a buffer are skipped. */
async function loadFresh(
  client: UnderHead,
  siteId: string,
  gatewayIds: readonly string[],
): Promise<readonly HoleOf[]> {
  const { rows } = await client.query<HoleOf>({
    name: 'load-fresh-holes',
    text: `
      select h.* from unnest($2::text[]) as g(gateway_id)
      cross join lateral (
        select gateway_id as "gatewayId", epoch, from_seq as "from", to_seq as "to", since, state from gateway_holes
        where site_id = $1 and gateway_id = g.gateway_id and state = 'fresh' order by state
      ) h`,
    values: [siteId, gatewayIds],
  });
  return rows;
}

async function countMissing(
  client: UnderHead,
  siteId: string,
  gatewayIds: readonly string[],
): Promise<readonly (readonly [gatewayId: string, holes: number])[]> {
  const { rows } = await client.query<{ gatewayId: string; holes: number }>({
    name: 'count-missing-holes',
    text: `
      select g.gateway_id as "gatewayId", (
        select count(*)::int from gateway_holes
        where site_id = $1 and gateway_id = g.gateway_id and state = 'missing'
      ) as holes
      from unnest($2::text[]) as g(gateway_id)`,
    values: [siteId, gatewayIds],
  });
  return rows.map(({ gatewayId, holes }) => [gatewayId, holes]);
}

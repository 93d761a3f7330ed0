import type { UnderHead } from '../../../log/take-heads.ts';
import { mostKept } from '../answer/kept-texts.ts';

/** Of how many events of these gateways the text was kept since `since`, no further than it matters. */
export async function countKept(
  client: UnderHead,
  siteId: string,
  gatewayIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  if (gatewayIds.length === 0) return new Map();
  const { rows } = await client.query<{ gatewayId: string; kept: number }>({
    name: 'count-kept',
    text: `
      select g.gateway_id as "gatewayId", (
        select count(*)::int from (
          select from quarantined_events
          where site_id = $1 and gateway_id = g.gateway_id and recorded_at > $3 limit ${mostKept}
        ) kept
      ) as kept
      from unnest($2::text[]) as g(gateway_id)`,
    values: [siteId, gatewayIds, since],
  });
  return new Map(rows.map(({ gatewayId, kept }) => [gatewayId, kept]));
}

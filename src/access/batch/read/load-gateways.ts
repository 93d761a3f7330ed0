import type { UnderHead } from '../../../log/writing/take-heads.ts';
import { keptForMs, mostKept } from '../answer/gateways/kept-texts.ts';
import type { KnownGateway } from '../batch-facts.ts';

/**
 * What is known of gateways: when each was first let in, how its clock stood, and, of those in `unclear`, how many texts were
 * kept in a day.
 */
export async function loadGateways(
  client: UnderHead,
  siteId: string,
  gatewayIds: readonly string[],
  unclear: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, KnownGateway>> {
  if (gatewayIds.length === 0) return new Map();
  const { rows } = await client.query<{
    gatewayId: string;
    known: Date | null;
    clockOffsetMs: number | null;
    kept: number;
  }>({
    name: 'load-gateways',
    text: `
      select g.gateway_id as "gatewayId", t.known, s.clock_offset_ms as "clockOffsetMs",
        case when g.gateway_id = any($4::text[]) then (
          select count(*)::int from (
            select from quarantined_events
            where site_id = $1 and gateway_id = g.gateway_id and recorded_at > $3 limit ${mostKept}
          ) kept
        ) else 0 end as kept
      from unnest($2::text[]) as g(gateway_id)
      left join lateral (
        select created_at as known from api_tokens
        where site_id = $1 and holder_id = g.gateway_id and holder_type = 'gateway' order by created_at limit 1
      ) t on true
      left join lateral (
        select clock_offset_ms from gateway_states where site_id = $1 and gateway_id = g.gateway_id limit 1
      ) s on true`,
    values: [siteId, gatewayIds, new Date(now.getTime() - keptForMs), unclear],
  });
  return new Map(
    rows.map(({ gatewayId, known, clockOffsetMs, kept }) => [
      gatewayId,
      { known: known ?? now, clockOffsetMs: clockOffsetMs ?? undefined, kept },
    ]),
  );
}

import type { Pool } from '../../db/pool.ts';
import { silentAfterMs } from '../../zones/plan/site-plan.ts';

/** A gateway of the plan, and what is known of it. */
export type GatewayShown = {
  readonly id: string;
  readonly name: string;
  readonly silentAfterMs: number;
  /** RFC 3339, UTC; null = never. */
  readonly heardAt: string | null;
  readonly silent: boolean;
  /** Its clock minus ours when it told the time last, in milliseconds; null = it never did. */
  readonly clockOffsetMs: number | null;
  /** Numbers that are missing, the oldest hundred holes. */
  readonly gaps: readonly Gap[];
};

/** Numbers of one of its buffers that did not come in the settling time, both ends among them. */
export type Gap = {
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  /** RFC 3339, UTC: when a later number came. */
  readonly since: string;
};

/** The gateways of a site's plan, by id. */
export async function listGateways(pool: Pool, siteId: string): Promise<readonly GatewayShown[]> {
  const { rows } = await pool.query<GatewayRow>({
    name: 'list-gateways',
    text: `
      select p.element_id as id, p.body ->> 'name' as name,
        coalesce((p.body ->> 'silentAfterMs')::int8, ${silentAfterMs}) as "silentAfterMs", s.heard_at as "heardAt",
        s.clock_offset_ms as "clockOffsetMs", exists (
          select from conditions c
          where c.site_id = $1 and c.condition = 'silent' and c.place = p.element_id and c.door_id = ''
        ) as silent, coalesce(missing.gaps, '[]'::json) as gaps
      from plan_elements p
      left join gateway_states s on s.site_id = $1 and s.gateway_id = p.element_id
      left join lateral (
        select json_agg(json_build_object('epoch', replace(epoch::text, '-', ''), 'from', from_seq, 'to', to_seq,
          'since', since) order by since, epoch, from_seq) as gaps
        from (
          select epoch, from_seq, to_seq, since from gateway_holes
          where site_id = $1 and gateway_id = p.element_id and state = 'missing'
          order by since, epoch, from_seq limit 100
        ) oldest
      ) missing on true
      where p.site_id = $1 and p.kind = 'gateway' and p.until_seq is null
      order by p.element_id`,
    values: [siteId],
  });
  return rows.map(({ heardAt, gaps, ...gateway }) => ({
    ...gateway,
    heardAt: heardAt?.toISOString() ?? null,
    gaps: gaps.map(({ since, ...gap }) => ({ ...gap, since: new Date(since).toISOString() })),
  }));
}

type GatewayRow = Omit<GatewayShown, 'heardAt'> & { readonly heardAt: Date | null };

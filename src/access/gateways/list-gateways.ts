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
};

/** The gateways of a site's plan, by id. */
export async function listGateways(pool: Pool, siteId: string): Promise<readonly GatewayShown[]> {
  const { rows } = await pool.query<Omit<GatewayShown, 'heardAt'> & { readonly heardAt: Date | null }>({
    name: 'list-gateways',
    text: `
      select p.element_id as id, p.body ->> 'name' as name,
        coalesce((p.body ->> 'silentAfterMs')::int8, ${silentAfterMs}) as "silentAfterMs", s.heard_at as "heardAt",
        s.clock_offset_ms as "clockOffsetMs", exists (
          select from conditions c
          where c.site_id = $1 and c.condition = 'silent' and c.place = p.element_id and c.door_id = ''
        ) as silent
      from plan_elements p
      left join gateway_states s on s.site_id = $1 and s.gateway_id = p.element_id
      where p.site_id = $1 and p.kind = 'gateway' and p.until_seq is null
      order by p.element_id`,
    values: [siteId],
  });
  return rows.map(({ heardAt, ...gateway }) => ({ ...gateway, heardAt: heardAt?.toISOString() ?? null }));
}

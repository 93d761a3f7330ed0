import type { Pool } from '../../db/pool.ts';

/** The site's time zone, and whether its plan has or ever had the zone; undefined where there is no such site. */
export async function findPlanHistory(
  pool: Pool,
  siteId: string,
  zone: string | null,
): Promise<{ readonly timeZone: string; readonly hadZone: boolean } | undefined> {
  const { rows } = await pool.query<{ timeZone: string; hadZone: boolean }>({
    name: 'find-plan-history',
    text: `
      select coalesce(p.body ->> 'timeZone', 'Asia/Tokyo') as "timeZone",
        $2::text is null or exists (
          select from plan_elements where site_id = $1 and kind = 'zone' and element_id = $2) as "hadZone"
      from sites s left join plan_elements p on p.site_id = s.site_id and p.kind = 'site' and p.until_seq is null
      where s.site_id = $1`,
    values: [siteId, zone],
  });
  return rows[0];
}

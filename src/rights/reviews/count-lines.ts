import type { ClientBase } from 'pg';
import { permissionStatesInForce } from '../../people/permissions/permission-lifecycle.ts';
import type { Quarter } from './quarter.ts';
import { ofTheMinistry, type ReviewArea } from './review-area.ts';

/** How many rights of an area have to be decided in a quarter, and how many of them nobody has decided. */
export type LinesCounted = ReviewArea & { readonly due: number; readonly undecided: number };

/** Counts them of every area that has any, or of one: what was in effect when the quarter began, and is. */
export async function countLines(
  client: Pick<ClientBase, 'query'>,
  { name, begins }: Quarter,
  now: Date,
  one?: ReviewArea,
): Promise<readonly LinesCounted[]> {
  const { rows } = await client.query<LinesCounted>({
    ...count,
    values: [
      ...[name, begins, now, ofTheMinistry.siteId, [...permissionStatesInForce]],
      ...[one?.siteId ?? null, one?.zoneId ?? null],
    ],
  });
  return rows;
}

const count = {
  name: 'count-review-lines',
  text: `
    with due as (
      select case when role = 'zone-clerk' then site_id else $4::uuid end as site_id,
        case when role = 'zone-clerk' then scope else '' end as zone_id, assignment_id as right_id
      from role_assignments
      where until_seq is null and coalesce(valid_from, given_at) < $2 and (valid_until is null or valid_until > $3)
      union all
      select p.site_id, z.id, p.permission_id
      from standing_permissions p cross join unnest(p.zone_ids) as z(id)
      where p.until_seq is null and p.state = any($5) and p.valid_from < $2 and p.valid_until > $3
    )
    select due.site_id as "siteId", due.zone_id as "zoneId", count(*)::int as due,
      (count(*) filter (where decided.right_id is null))::int as undecided
    from due left join rights_review_decisions decided
      on decided.quarter = $1 and decided.site_id = due.site_id and decided.zone_id = due.zone_id
      and decided.right_id = due.right_id
    where $6::uuid is null or (due.site_id = $6 and due.zone_id = $7)
    group by due.site_id, due.zone_id
    order by due.site_id, due.zone_id`,
};

import type { ClientBase } from 'pg';

/**
 * Which zones these persons were in between two instants (`until` exclusive), and since when, in order of time; where they were
 * already at the first counts from it. By what is known now.
 */
export async function findVisits(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  personIds: readonly string[],
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly { readonly zone: string; readonly at: Date }[]> {
  if (personIds.length === 0) return [];
  const { rows } = await source.query<{ readonly zone: string; readonly at: Date }>({
    name: 'find-visits',
    text: `
      select zone_id as zone, greatest(happened_at, $3::timestamptz) as at
      from unnest($2::uuid[]) as asked(id)
      cross join lateral (
        (select zone_id, happened_at from moves
          where site_id = $1 and person_id = asked.id and happened_at >= $3 and happened_at < $4)
        union all
        (select zone_id, happened_at from moves
          where site_id = $1 and person_id = asked.id and happened_at < $3
          order by happened_at desc, seq desc, ordinal desc limit 1)) as m
      where zone_id is not null
      order by 2`,
    values: [siteId, personIds, from, until],
  });
  return rows;
}

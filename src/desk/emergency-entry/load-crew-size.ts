import type { ClientBase } from 'pg';
import type { GroupEffect } from '../../log/entry/effects.ts';

/** How many came in with a crew by the word of whoever let them in; undefined where that entry is no longer kept. */
export async function loadCrewSize(
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  { group, since }: Pick<GroupEffect, 'group' | 'since'>,
): Promise<number | undefined> {
  const { rows } = await client.query<{ persons: number }>({
    name: 'load-crew-size',
    text: `
      select (text::json -> 'details' ->> 'persons')::int as persons from entries
      where site_id = $1 and kind = 'emergency-entry' and recorded_at >= $2
        and text::json -> 'details' ->> 'group' = $3
      order by seq limit 1`,
    values: [siteId, since, group],
  });
  return rows[0]?.persons;
}

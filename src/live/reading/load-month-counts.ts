import { milliseconds } from '../../db/milliseconds.ts';
import type { Pool } from '../../db/pool.ts';
import type { CountedSort } from '../../log/entry/counted-sorts.ts';
import type { MonthsCounted } from './months-of-log.ts';

/** How many entries of each month of a log are of one person, card, kind or reason, as far as its months were counted. */
export async function loadMonthCounts(
  pool: Pool,
  siteId: string,
  { sort, value }: { readonly sort: CountedSort; readonly value: string },
): Promise<MonthsCounted | undefined> {
  const { rows } = await pool.query<{
    since: Date;
    until: Date;
    entries: readonly (readonly [month: number, entries: number])[] | null;
  }>({
    name: 'load-month-counts',
    text: `
      select c.since, c.until, (
        select json_agg(json_build_array(${milliseconds('m.month')}, m.entries)) from month_counts m
        where m.site_id = c.site_id and m.sort = $2 and m.value = $3
      ) as entries
      from counted_logs c where c.site_id = $1`,
    values: [siteId, sort, value],
  });
  const [found] = rows;
  return found && { ...found, entries: new Map(found.entries ?? []) };
}

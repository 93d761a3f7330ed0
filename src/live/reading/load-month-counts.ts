import type { Pool } from '../../db/pool.ts';
import type { CountedSort } from '../../log/counted-sorts.ts';
import type { MonthsCounted } from './months-of-log.ts';

/** How many entries of each month of a log are of one person, card, kind or reason, as far as its months were counted. */
export async function loadMonthCounts(
  pool: Pool,
  siteId: string,
  { sort, value }: { readonly sort: CountedSort; readonly value: string },
): Promise<MonthsCounted | undefined> {
  const { rows } = await pool.query<{ since: Date; until: Date; months: Date[]; entries: number[] }>({
    name: 'load-month-counts',
    text: `
      select c.since, c.until, array(select m.month from month_counts m ${ofIt}) as months,
        array(select m.entries from month_counts m ${ofIt}) as entries
      from counted_logs c where c.site_id = $1`,
    values: [siteId, sort, value],
  });
  const [found] = rows;
  if (found === undefined) return undefined;
  const { since, until, months, entries } = found;
  return { since, until, entries: new Map(months.map((month, nth) => [month.getTime(), entries[nth] ?? 0])) };
}

const ofIt = 'where m.site_id = c.site_id and m.sort = $2 and m.value = $3 order by m.month';

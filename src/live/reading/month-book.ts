import { byOnePlan } from '../../db/by-one-plan.ts';
import type { Pool } from '../../db/pool.ts';
import { monthAfter, monthOf } from '../../kernel/month-of.ts';
import type { MonthStart, MonthsOfLog } from './months-of-log.ts';

/** How far a log goes: seqs are counted within an epoch. */
type LogReach = { readonly epoch: string; readonly head: number; readonly recordedAt: Date };

export type MonthBook = { readonly of: (siteId: string, reach: LogReach) => Promise<MonthsOfLog> };

/** What is known of a log: the first entries of its months before `until`. */
type Known = { readonly epoch: string; readonly until: Date; readonly starts: readonly MonthStart[] };

/**
 * Where the months of each site's log begin; read once, for no entry is ever added to a month that is over. One that is put back by
 * hand is looked through with the one before it.
 */
export function buildMonthBook(pool: Pool): MonthBook {
  const pages = new Map<string, Promise<Known>>();

  async function goOn(siteId: string, reach: LogReach, before: Known | undefined): Promise<Known> {
    const known = before !== undefined && isOf(before, reach) ? before : undefined;
    if (known !== undefined && known.until > reach.recordedAt) return known;
    const until = monthAfter(monthOf(reach.recordedAt));
    const from = known?.until ?? (await findBeginning(pool, siteId)) ?? until;
    const starts = await loadStarts(pool, siteId, { from, until });
    return { epoch: reach.epoch, until, starts: [...(known?.starts ?? []), ...starts] };
  }

  return {
    async of(siteId, reach) {
      const before = pages.get(siteId);
      const page = (before ?? Promise.resolve(undefined)).then((known) => goOn(siteId, reach, known));
      pages.set(siteId, page);
      page.catch(() => {
        if (pages.get(siteId) === page) pages.delete(siteId);
      });
      const { starts } = await page;
      return { starts, ends: monthAfter(monthOf(reach.recordedAt)) };
    },
  };
}

/** False for another epoch, and for a log that ends before what was known of it: an earlier state was put back. */
function isOf({ epoch, starts }: Known, reach: LogReach): boolean {
  return epoch === reach.epoch && (starts.at(-1)?.first ?? 0) <= reach.head;
}

/** The month of the oldest entry that is kept; undefined where none is. */
async function findBeginning(pool: Pool, siteId: string): Promise<Date | undefined> {
  const [oldest] = await byOnePlan<{ recordedAt: Date }>(pool, {
    name: 'find-beginning',
    text: `
      select recorded_at as "recordedAt" from entries where site_id = $1
      order by recorded_at, seq limit 1`,
    values: [siteId],
  });
  return oldest && monthOf(oldest.recordedAt);
}

/** The first entry of each month from the one to the other, exclusive; a month without an entry has none. */
async function loadStarts(
  pool: Pool,
  siteId: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly MonthStart[]> {
  return byOnePlan<MonthStart>(pool, {
    name: 'load-month-starts',
    text: `
      select month as at, e.seq as first
      from generate_series($2::timestamptz, $3::timestamptz - interval '1 month', interval '1 month') as month
      cross join lateral (
        select seq from entries
        where site_id = $1 and recorded_at >= month and recorded_at < month + interval '1 month'
          and recorded_at >= $2 and recorded_at < $3
        order by recorded_at, seq limit 1
      ) e
      order by month`,
    values: [siteId, from, until],
  });
}

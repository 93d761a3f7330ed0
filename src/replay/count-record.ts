import { count, eq } from 'drizzle-orm';
import { databaseOf, type Pool } from '../db/pool.ts';
import { entries } from '../log/tables.ts';
import type { RecordCount, Tally } from './replay-report.ts';

/** Counts what the site's record holds of a replay, apart from what was answered. */
export async function countRecord(pool: Pool, siteId: string): Promise<RecordCount> {
  const rows = await databaseOf(pool)
    .select({ verdict: entries.verdict, times: count() })
    .from(entries)
    .where(eq(entries.siteId, siteId))
    .groupBy(entries.verdict);
  const times = (verdict: string) => rows.find((row) => row.verdict === verdict)?.times ?? 0;
  return {
    granted: times('grant'),
    denied: times('deny'),
    entries: rows.reduce((sum, row) => sum + row.times, 0),
    notes: await tallyOf(pool, siteId, notesByCode),
    alarms: await tallyOf(pool, siteId, alarmsByKind),
  };
}

type Statement = { readonly name: string; readonly text: string };

const notesByCode: Statement = {
  name: 'tally-notes',
  text: `
    select note ->> 'code' as code, count(*)::int as times
    from entries, jsonb_array_elements(text::jsonb -> 'decision' -> 'notes') as note
    where site_id = $1 and verdict is not null group by code order by times desc, code`,
};

const alarmsByKind: Statement = {
  name: 'tally-alarms',
  text: `
    select kind as code, sum(times)::int as times
    from alarms where site_id = $1 group by code order by times desc, code`,
};

async function tallyOf(pool: Pool, siteId: string, statement: Statement): Promise<Tally> {
  const { rows } = await pool.query<{ code: string; times: number }>({ ...statement, values: [siteId] });
  return rows.map(({ code, times }) => [code, times]);
}

import type { Pool } from '../db/pool.ts';
import type { RecordCount, Tally } from './replay-report.ts';

/** Counts what the site's record holds of a replay, apart from what was answered. */
export async function countRecord(pool: Pool, siteId: string): Promise<RecordCount> {
  const { rows } = await pool.query<{ verdict: string | null; times: number }>(
    'select verdict, count(*)::int as times from entries where site_id = $1 group by verdict',
    [siteId],
  );
  const times = (verdict: string) => rows.find((row) => row.verdict === verdict)?.times ?? 0;
  return {
    granted: times('grant'),
    denied: times('deny'),
    entries: rows.reduce((sum, row) => sum + row.times, 0),
    notes: await tallyOf(
      pool,
      siteId,
      `select note ->> 'code' as code from entries, jsonb_array_elements(text::jsonb -> 'decision' -> 'notes') as note
        where site_id = $1 and verdict is not null`,
    ),
    alarms: await tallyOf(pool, siteId, 'select kind as code from alarms where site_id = $1'),
  };
}

async function tallyOf(pool: Pool, siteId: string, codes: string): Promise<Tally> {
  const { rows } = await pool.query<{ code: string; times: number }>(
    `select code, count(*)::int as times from (${codes}) as said group by code order by times desc, code`,
    [siteId],
  );
  return rows.map(({ code, times }) => [code, times]);
}

import type { PoolClient } from 'pg';
import { inOneFlight, landed } from '../../../db/in-one-flight.ts';
import type { Check } from '../../../db/judge-readiness.ts';
import type { Pool } from '../../../db/pool.ts';
import { within } from '../../../kernel/within.ts';
import { takeHeads } from '../../../log/writing/take-heads.ts';
import type { Batcher } from './batcher.ts';

const answerWithinMs = 2_000;
const name = 'decisions';

/**
 * Goes a decision's way without deciding: on a connection of the batches the head of each site is taken and written, and all
 * of it rolled back. Fails where that takes longer than 2 s, or where batches of this instance have failed lately.
 */
export async function checkDecisions(pool: Pool, batcher: Pick<Batcher, 'failing'>): Promise<Check> {
  if (batcher.failing()) {
    const says = 'この庁舎サービスの判定が失敗しています。記録（ログ）の「batch failed」を確かめてください。';
    return { name, state: 'failed', says };
  }
  try {
    await within(answerWithinMs, tryEveryHead(pool), 'a head cannot be taken and written in time');
    return { name, state: 'ok', says: '判定を書ける状態です。' };
  } catch {
    const says = '判定を時間内に書けません。データベースか、ほかのサービスが記録を塞いでいます。';
    return { name, state: 'failed', says };
  }
}

async function tryEveryHead(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ siteId: string }>({
      name: 'sites-with-heads',
      text: 'select site_id as "siteId" from heads order by site_id',
    });
    // One after the other: whoever waits for a head must not hold another one meanwhile.
    for (const { siteId } of rows) await tryHead(client, siteId);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function tryHead(client: PoolClient, siteId: string): Promise<void> {
  const flight = inOneFlight(client, () => [
    client.query('begin'),
    client.query("set local lock_timeout = '1s'"),
    takeHeads(client, [siteId]).heads,
    client.query({
      name: 'write-head-as-it-is',
      text: 'update heads set seq = seq where site_id = $1',
      values: [siteId],
    }),
    client.query('rollback'),
  ]);
  return landed(flight);
}

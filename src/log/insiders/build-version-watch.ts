import type { Pool } from '../../db/pool.ts';
import { type DigestedColumns, loadDigestedColumns } from './digest-versions.ts';
import { loadLogEnds } from './load-log-ends.ts';
import { type DigestOfLog, loadRecordedDigests } from './load-recorded-digests.ts';
import { logsInTurn, rowsALook } from './logs-in-turn.ts';
import { type LookAtLog, lookAtLog } from './look-at-log.ts';
import { type WatchedTable, watchedVersions } from './watched-versions.ts';

/**
 * Watches that what the logs knew stays what it was: values that were changed and rows that were deleted or put in, also while no service
 * ran. Each look goes on at the log where the one before stopped, until it has read so many rows: however much there is, it costs as much.
 */
export function buildVersionWatch(pool: Pool): () => Promise<Omit<LookAtLog, 'read'>> {
  let known: Map<string, DigestOfLog> | undefined;
  let lastLooked = '';
  const keyOf = (siteId: string, table: WatchedTable) => `${siteId} ${table}`;

  return async () => {
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      known ??= new Map(
        (await loadRecordedDigests(client)).map((one) => [keyOf(one.siteId, one.table), one]),
      );
      const columns = new Map<WatchedTable, DigestedColumns>();
      for (const table of Object.keys(watchedVersions) as WatchedTable[]) {
        columns.set(table, await loadDigestedColumns(client, table));
      }
      const differing: DigestOfLog[] = [];
      const digests: DigestOfLog[] = [];
      let read = 0;
      for (const end of logsInTurn(await loadLogEnds(client), lastLooked)) {
        const { siteId } = end;
        const looked = await lookAtLog(client, end, columns, (table) => known?.get(keyOf(siteId, table)));
        differing.push(...looked.differing);
        digests.push(...looked.digests);
        lastLooked = siteId;
        read += looked.read;
        if (read >= rowsALook) break;
      }
      await client.query('commit');
      client.release();
      for (const one of digests) known.set(keyOf(one.siteId, one.table), one);
      return { differing, digests };
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
}

import type { PoolClient } from 'pg';
import { ministryLogId } from '../../kernel/ids.ts';
import { type DigestedColumns, digestVersions } from './digest-versions.ts';
import type { LogEnd } from './load-log-ends.ts';
import type { DigestOfLog } from './load-recorded-digests.ts';
import { type WatchedTable, watchedVersions } from './watched-versions.ts';

export type LookAtLog = {
  /** Which tables are others now than they were at the same seq. */
  readonly differing: readonly DigestOfLog[];
  /** As of its end. */
  readonly digests: readonly DigestOfLog[];
  /** How many rows it took. */
  readonly read: number;
};

/** Digests what a log knows at its end, and what it knew where it was looked at before. */
export async function lookAtLog(
  client: PoolClient,
  end: LogEnd,
  columnsOf: ReadonlyMap<WatchedTable, DigestedColumns>,
  before: (table: WatchedTable) => DigestOfLog | undefined,
): Promise<LookAtLog> {
  const of = end.siteId === ministryLogId ? 'ministry' : 'site';
  const differing: DigestOfLog[] = [];
  const digests: DigestOfLog[] = [];
  let read = 0;
  for (const [table, columns] of columnsOf) {
    if (watchedVersions[table].of !== of) continue;
    const digestAt = async (seq: number) => {
      const { rows, digest } = await digestVersions(client, { table, siteId: end.siteId, seq }, columns);
      read += rows;
      return digest;
    };
    const digest = await digestAt(end.seq);
    const { form } = columns;
    digests.push({ ...end, table, form, digest });
    const then = before(table);
    if (then === undefined || then.epoch !== end.epoch || then.form !== form || then.seq > end.seq) continue;
    const now = then.seq === end.seq ? digest : await digestAt(then.seq);
    if (now !== then.digest) differing.push(then);
  }
  return { differing, digests, read };
}

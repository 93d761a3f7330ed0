import type { ClientBase } from 'pg';
import { isOutdated } from '../../db/is-outdated.ts';

/** The committed end of a site's log, and the version of its plan. */
export type LogEnd = {
  readonly epoch: string;
  readonly head: number;
  readonly recordedAt: Date;
  readonly rulesSeq: number;
  /** The database asks for a newer program: what this one would show of its entries may be misread. */
  readonly outdated: boolean;
};

/** The ends of many logs in one read, on the connection given. */
export async function loadLogEnds(
  client: ClientBase,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, LogEnd>> {
  const { rows } = await client.query<LogEnd & { siteId: string }>({
    name: 'load-log-ends',
    text: `
      select site_id as "siteId", epoch, seq as head, recorded_at as "recordedAt", rules_seq as "rulesSeq",
        ${isOutdated} as "outdated"
      from heads where site_id = any($1::uuid[])`,
    values: [siteIds],
  });
  return new Map(rows.map((row) => [row.siteId, row]));
}

import { isOutdated } from '../../db/is-outdated.ts';
import type { Pool } from '../../db/pool.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import type { LogEnd } from './load-log-ends.ts';

/** A site's log as far as it is kept. */
export type LogSpan = LogEnd & {
  /** The oldest entry still kept; one after the head when none is. */
  readonly oldest: number;
};

/** Undefined where there is no such site. Throws `ProgramOutdated` where only a newer program may read its entries. */
export async function findLogSpan(pool: Pool, siteId: string): Promise<LogSpan | undefined> {
  const { rows } = await pool.query<LogSpan>({
    name: 'find-log-span',
    text: `
      select h.epoch, h.seq as head, h.recorded_at as "recordedAt", h.rules_seq as "rulesSeq",
        ${isOutdated} as "outdated",
        coalesce((select min(seq) from entries where site_id = h.site_id), h.seq + 1) as oldest
      from heads h join sites s on s.site_id = h.site_id where h.site_id = $1`,
    values: [siteId],
  });
  const [span] = rows;
  if (span?.outdated) throw new ProgramOutdated();
  return span;
}

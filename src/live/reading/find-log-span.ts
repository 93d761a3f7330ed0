import { isOutdated } from '../../db/is-outdated.ts';
import type { Pool } from '../../db/pool.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import type { LogEnd } from './load-log-ends.ts';

/** A site's log, and what its cursors are made of. */
export type LogSpan = LogEnd & {
  readonly cursorKey: Buffer;
  /** The hash of its last entry; null where it has none. */
  readonly leaf: Buffer | null;
};

/** Undefined where there is no such site. Throws `ProgramOutdated` where only a newer program may read its entries. */
export async function findLogSpan(pool: Pool, siteId: string): Promise<LogSpan | undefined> {
  const { rows } = await pool.query<LogSpan>({
    name: 'find-log-span',
    text: `
      select h.epoch, h.seq as head, h.recorded_at as "recordedAt", h.rules_seq as "rulesSeq",
        ${isOutdated} as "outdated", h.cursor_key as "cursorKey",
        (select hash from leaf_hashes where site_id = h.site_id and seq = h.seq) as leaf
      from heads h join sites s on s.site_id = h.site_id where h.site_id = $1`,
    values: [siteId],
  });
  const [span] = rows;
  if (span?.outdated) throw new ProgramOutdated();
  return span;
}

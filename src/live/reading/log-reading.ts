import type { ClientBase } from 'pg';
import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry.ts';
import { parseEntry } from '../../log/parse-entry.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** The committed end of a site's log, its oldest kept entry, and the version of its plan. */
export type LogEnd = {
  readonly epoch: string;
  readonly head: number;
  readonly recordedAt: Date;
  readonly rulesSeq: number;
};

export type LogSpan = LogEnd & {
  /** The oldest entry still kept; one after the head when none is. */
  readonly oldest: number;
};

/** At most this many entries are read and sent at once. */
export const entriesAtOnce = 500;

/** Undefined where there is no such site. */
export async function findLogSpan(pool: Pool, siteId: string): Promise<LogSpan | undefined> {
  const { rows } = await pool.query<LogSpan>({
    name: 'find-log-span',
    text: `
      select h.epoch, h.seq as head, h.recorded_at as "recordedAt", h.rules_seq as "rulesSeq",
        coalesce((select min(seq) from entries where site_id = h.site_id), h.seq + 1) as oldest
      from heads h join sites s on s.site_id = h.site_id where h.site_id = $1`,
    values: [siteId],
  });
  return rows[0];
}

/** The ends of many logs in one read, on the connection given. */
export async function loadLogEnds(
  client: ClientBase,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, LogEnd>> {
  const { rows } = await client.query<LogEnd & { siteId: string }>({
    name: 'load-log-ends',
    text: `
      select site_id as "siteId", epoch, seq as head, recorded_at as "recordedAt", rules_seq as "rulesSeq"
      from heads where site_id = any($1::uuid[])`,
    values: [siteIds],
  });
  return new Map(rows.map((row) => [row.siteId, row]));
}

/**
 * The next entries after `after`. `since`: none of them was recorded before; it spares older months the search.
 * Entries commit in the order of their seq, so one statement never sees one without those before it.
 */
export async function loadEntriesAfter(
  pool: Pool,
  siteId: string,
  { after, since }: { readonly after: number; readonly since: Date },
): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{ text: string }>({
    name: 'load-entries-after',
    text: `
      select text from entries
      where site_id = $1 and seq > $2 and recorded_at >= $3
      order by seq limit ${entriesAtOnce}`,
    values: [siteId, after, since],
  });
  return rows.map(({ text }) => parseEntry(text));
}

/** The same as stretches; what the log is known to hold up to `end` and does not give any more is a gap. */
export async function loadSegments(
  pool: Pool,
  siteId: string,
  from: { readonly after: number; readonly since: Date },
  end: number,
): Promise<readonly Segment[]> {
  const entries = await loadEntriesAfter(pool, siteId, from);
  return segmentsOf(from.after, entries, entries.length === entriesAtOnce ? 0 : end);
}

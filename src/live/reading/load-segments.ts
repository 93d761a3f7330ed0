import { isOutdated } from '../../db/is-outdated.ts';
import type { Pool } from '../../db/pool.ts';
import { ProgramOutdated } from '../../db/program-outdated.ts';
import type { Entry } from '../../log/entry.ts';
import { parseEntry } from '../../log/parse-entry.ts';
import { type Segment, segmentsOf } from './segments.ts';

/** At most this many entries are read and sent at once. */
export const entriesAtOnce = 500;

/**
 * The next entries after `after`. `since`: none of them was recorded before; it spares older months the search.
 * Entries commit in the order of their seq, so one statement never sees one without those before it. What a newer program has
 * recorded is seen together with the floor that was raised for it: it is never shown as an older one would read it.
 */
export async function loadEntriesAfter(
  pool: Pool,
  siteId: string,
  { after, since }: { readonly after: number; readonly since: Date },
): Promise<readonly Entry[]> {
  const { rows } = await pool.query<{ text: string; outdated: boolean }>({
    name: 'load-entries-after',
    text: `
      select text, ${isOutdated} as "outdated" from entries
      where site_id = $1 and seq > $2 and recorded_at >= $3
      order by seq limit ${entriesAtOnce}`,
    values: [siteId, after, since],
  });
  return rows.map(({ text, outdated }) => {
    if (outdated) throw new ProgramOutdated();
    return parseEntry(text);
  });
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

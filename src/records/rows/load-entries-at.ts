import type { Pool } from '../../db/pool.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';

/** An entry by its place, and when it was recorded, by which its month is found. */
export type EntryPlace = { readonly seq: number; readonly recordedAt: string };

/** The entries of a site at these places, by seq; one that is not kept any more is not among them. */
export async function loadEntriesAt(
  pool: Pool,
  siteId: string,
  places: readonly EntryPlace[],
): Promise<ReadonlyMap<number, Entry>> {
  if (places.length === 0) return new Map();
  const { rows } = await pool.query<{ seq: number; text: string }>({
    name: 'load-entries-at',
    text: `
      select e.seq, e.text from unnest($2::int8[], $3::timestamptz[]) as asked(seq, recorded_at)
      cross join lateral (
        select seq, text from entries
        where site_id = $1 and seq = asked.seq and recorded_at = asked.recorded_at limit 1
      ) e`,
    values: [siteId, places.map(({ seq }) => seq), places.map(({ recordedAt }) => recordedAt)],
  });
  return new Map(rows.map(({ seq, text }) => [seq, parseEntry(text)]));
}

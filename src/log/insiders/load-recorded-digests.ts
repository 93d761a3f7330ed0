import type { Pool } from '../../db/pool.ts';
import { parseEntry } from '../entry/parse-entry.ts';
import { type WatchedTable, watchedVersions } from './watched-versions.ts';

/** The versions of one table that a log knew at a seq. */
export type DigestOfLog = {
  readonly table: WatchedTable;
  readonly siteId: string;
  readonly epoch: string;
  readonly seq: number;
  /** Of which columns it is. */
  readonly form: string;
  readonly digest: string;
};

/** What the record told of last, log by log. */
export async function loadRecordedDigests(source: Pick<Pool, 'query'>): Promise<readonly DigestOfLog[]> {
  const { rows } = await source.query<{ text: string }>({
    name: 'load-recorded-digests',
    text: `
      select e.text from heads h cross join lateral (
        select text from entries where site_id = h.site_id and kind = 'rows-digested' order by seq desc limit 1
      ) e`,
  });
  return rows.flatMap(({ text }) => {
    const { site: siteId, epoch, details = {} } = parseEntry(text);
    return Object.entries(Object(details.tables)).flatMap(([table, told]) => {
      const [form = '', digest = ''] = String(told).split(' ');
      return isWatched(table) ? [{ table, siteId, epoch, seq: Number(details.upTo), form, digest }] : [];
    });
  });
}

/** Another version of the program may have watched others. */
function isWatched(table: string): table is WatchedTable {
  return Object.hasOwn(watchedVersions, table);
}

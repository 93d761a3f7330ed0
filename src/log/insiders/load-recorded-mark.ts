import type { Pool } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import { parseEntry } from '../entry/parse-entry.ts';
import type { LookMark } from './look-for-rows-without-entry.ts';

/** What had been committed at the look that was recorded last; undefined where none was. */
export async function loadRecordedMark(pool: Pool): Promise<LookMark | undefined> {
  const { rows } = await pool.query<{ text: string }>({
    name: 'load-recorded-mark',
    text: `
      select text from entries where site_id = $1 and kind = 'rows-digested' order by seq desc limit 1`,
    values: [ministryLogId],
  });
  const [last] = rows;
  return last === undefined ? undefined : (parseEntry(last.text).details?.mark as LookMark | undefined);
}

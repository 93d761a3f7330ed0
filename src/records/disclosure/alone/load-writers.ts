import { eq } from 'drizzle-orm';
import type { Database } from '../../../db/pool.ts';
import { paperLines } from '../../../desk/paper/tables.ts';
import type { NamedAlone } from './named-alone.ts';

/** Who wrote a sheet by hand, by its day and number. */
export async function loadWriters(db: Database, site: string): Promise<readonly NamedAlone[]> {
  const { siteId, day, sheet, writer: name } = paperLines;
  const rows = await db.selectDistinct({ day, sheet, name }).from(paperLines).where(eq(siteId, site));
  return rows.map((row) => ({
    ...{ id: `${row.day}.${row.sheet}`, name: row.name, affiliation: null, day: row.day, at: null },
    told: [`書いた人：${row.name}`, `日：${row.day}`, `用紙：${row.sheet}`],
  }));
}

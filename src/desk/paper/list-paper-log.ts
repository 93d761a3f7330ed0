import { and, asc, eq } from 'drizzle-orm';
import { reaches, type Visibility } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { type ComparedLine, comparePaper, type MissingPaper, missingPaper } from './compare-paper.ts';
import { findReadsOf } from './find-reads-of.ts';
import { paperLines } from './tables.ts';

type Line = typeof paperLines.$inferSelect;

export type PaperLogOfDay = {
  readonly items: readonly (Omit<ComparedLine<Line>, 'writer'> & { readonly writer: string | null })[];
  readonly missing: MissingPaper;
};

const dayMs = 24 * 60 * 60_000;

/** What was entered of the sheets of a day, sheet by sheet, beside what readers told; names where the viewer may know them. */
export async function listPaperLog(
  pool: Pool,
  siteId: string,
  { seen, named }: Visibility,
  day: string,
): Promise<PaperLogOfDay> {
  const db = databaseOf(pool);
  const lines = await db
    .select()
    .from(paperLines)
    .where(and(eq(paperLines.siteId, siteId), eq(paperLines.day, day)))
    .orderBy(asc(paperLines.sheet), asc(paperLines.line));
  const midnight = instantOf(day, '00:00', await loadTimeZone(db, siteId));
  const reads = await findReadsOf(pool, siteId, {
    persons: [...new Set(lines.flatMap(({ personId }) => personId ?? []))],
    doors: [...new Set(lines.map(({ doorId }) => doorId))],
    from: new Date(midnight),
    until: new Date(midnight + dayMs),
  });
  const shown = comparePaper(lines, reads).filter(({ zoneId }) => reaches(seen, [zoneId]));
  return {
    items: shown.map((line) =>
      reaches(named, [line.zoneId]) ? line : { ...line, name: null, affiliation: null, writer: null },
    ),
    missing: missingPaper(lines),
  };
}

import { and, asc, eq } from 'drizzle-orm';
import { reaches, type Visibility } from '../../authority/visibility.ts';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadArrivals } from '../../visitors/registry/arrival-rows.ts';
import { isReviewedThroughout } from '../../visitors/registry/is-reviewed-for.ts';
import { loadVisitsOf } from '../../visitors/registry/load-visits-of.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { type ComparedLine, comparePaper, type MissingPaper, missingPaper } from './compare-paper.ts';
import { findReadsOf } from './find-reads-of.ts';
import { loadExpected } from './load-expected.ts';
import { loadIssuedSheets, numbersOf } from './load-issued-sheets.ts';
import { paperLines } from './tables.ts';
import { nameKey } from './who-of-line.ts';

type Line = typeof paperLines.$inferSelect;

/** A line beside what readers told; of a visitor, the visit it belongs to, and whether the host has reviewed it. */
export type ShownLine = Omit<ComparedLine<Line>, 'writer'> & {
  readonly writer: string | null;
  readonly visit: string | null;
  readonly reviewed: boolean | null;
};

export type PaperLogOfDay = {
  readonly items: readonly ShownLine[];
  readonly missing: MissingPaper;
};

/** What was entered of the sheets of a day, sheet by sheet, beside what readers told; names where the viewer may know them. */
export async function listPaperLog(
  pool: Pool,
  siteId: string,
  { seen, named }: Visibility,
  day: string,
): Promise<PaperLogOfDay> {
  const db = databaseOf(pool);
  const written = await db
    .select()
    .from(paperLines)
    .where(and(eq(paperLines.siteId, siteId), eq(paperLines.day, day)))
    .orderBy(asc(paperLines.sheet), asc(paperLines.line));
  const lines = await withWhomNamed(db, siteId, day, written);
  const issued = await loadIssuedSheets(db, siteId, day);
  const midnight = instantOf(day, '00:00', await loadTimeZone(db, siteId));
  const reads = await findReadsOf(pool, siteId, {
    persons: [...new Set(lines.flatMap(({ personId }) => personId ?? []))],
    doors: [...new Set(lines.map(({ doorId }) => doorId))],
    from: new Date(midnight),
    until: new Date(midnight + dayMs),
  });
  const shown = comparePaper(lines, reads).filter(({ zoneId }) => reaches(seen, [zoneId]));
  const ids = [...new Set(shown.flatMap(({ personId }) => personId ?? []))];
  const [who, visitOf] = await Promise.all([
    loadWhoIs(pool, siteId, ids),
    loadVisitsOfLines(db, siteId, ids, day),
  ]);
  return {
    items: shown.map((line) => {
      const { personId, zoneId } = line;
      const is = personId === null ? undefined : who.get(personId);
      const { visit = null, reviewed = null } = (personId === null ? undefined : visitOf.get(personId)) ?? {};
      const whole = {
        ...line,
        visit,
        reviewed,
        name: line.name ?? is?.name ?? null,
        affiliation: line.affiliation ?? is?.affiliation ?? null,
      };
      return reaches(named, [zoneId]) ? whole : { ...whole, name: null, affiliation: null, writer: null };
    }),
    missing: missingPaper(lines, numbersOf(issued)),
  };
}

async function loadVisitsOfLines(db: Database, siteId: string, memberIds: readonly string[], day: string) {
  const arrivals = await loadArrivals(db, siteId, memberIds, day);
  const visits = await loadVisitsOf(db, siteId, arrivals);
  return new Map(
    arrivals.map((arrival) => {
      const whole = visits.get(arrival.visitId);
      const reviewed = whole === undefined ? null : isReviewedThroughout(whole.destinations, arrival);
      return [arrival.memberId, { visit: arrival.visitId, reviewed }] as const;
    }),
  );
}

/** Lines that were entered by a name alone, with whoever came that day under it; of two nobody knows which. */
async function withWhomNamed(
  db: Database,
  siteId: string,
  day: string,
  lines: readonly Line[],
): Promise<readonly Line[]> {
  const named = lines.flatMap(({ personId, name }) => (personId === null && name !== null ? [name] : []));
  const expected = await loadExpected(db, siteId, day, [...new Set(named)]);
  return lines.map((line) => {
    const { personId, name, affiliation } = line;
    if (personId !== null || name === null || affiliation === null) return line;
    const [one, ...others] = expected.get(nameKey(name, affiliation)) ?? [];
    return one === undefined || others.length > 0 ? line : { ...line, personId: one.member };
  });
}

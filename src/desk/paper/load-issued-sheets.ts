import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { paperSheets } from './tables.ts';

/** Sheets that were printed together, by the numbers of the first and the last. */
export type IssuedSheets = { readonly first: number; readonly last: number };

/** Every sheet that was printed for a day of a site, in order. */
export function loadIssuedSheets(
  db: Database,
  siteId: string,
  day: string,
): Promise<readonly IssuedSheets[]> {
  const { first, last } = paperSheets;
  return db
    .select({ first, last })
    .from(paperSheets)
    .where(and(eq(paperSheets.siteId, siteId), eq(paperSheets.day, day)))
    .orderBy(asc(first));
}

/** The numbers themselves. */
export function numbersOf(issued: readonly IssuedSheets[]): readonly number[] {
  return issued.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, nth) => first + nth),
  );
}

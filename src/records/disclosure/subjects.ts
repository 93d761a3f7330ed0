import { arrayOverlaps, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import { permits } from '../../permits/registry/tables.ts';
import { members } from '../../visitors/registry/tables.ts';
import type { Sort } from './tables/holding.ts';

/** Whom data are looked for of: the ids they are known by, the visits they come with and the permits that are theirs. */
export type Subjects = { readonly [Of in Sort]: readonly string[] };

/** The visits and permits of these persons, by which more of theirs is found. */
export async function loadSubjects(db: Database, persons: readonly string[]): Promise<Subjects> {
  const visits = await db
    .selectDistinct({ id: members.visitId })
    .from(members)
    .where(inArray(members.memberId, [...persons]));
  const theirs = await db
    .selectDistinct({ id: permits.permitId })
    .from(permits)
    .where(or(inArray(permits.applicantId, [...persons]), arrayOverlaps(permits.concernedIds, [...persons])));
  return { person: persons, visit: visits.map(({ id }) => id), permit: theirs.map(({ id }) => id) };
}

/** Whether a column names one of these ids: it is one, it lists one, or one stands somewhere in its text. */
export function namesOne(column: PgColumn, ids: readonly string[]): SQL | undefined {
  if (ids.length === 0) return undefined;
  if (column.columnType === 'PgArray') return arrayOverlaps(column, [...ids]);
  if (column.columnType === 'PgUUID') return inArray(column, [...ids]);
  return or(...ids.map((id) => sql`position(${id} in ${column}::text) > 0`));
}

import { arrayOverlaps, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import { permits } from '../../permits/registry/tables.ts';
import { members } from '../../visitors/registry/tables.ts';
import type { Disclosure } from './disclose.ts';
import type { Subjects } from './tables/holding.ts';

/** The visits and permits of these persons, by which more of theirs is found. */
export async function loadSubjects(
  db: Database,
  { persons, paperLines }: Pick<Disclosure, 'persons' | 'paperLines'>,
): Promise<Subjects> {
  if (persons.length === 0) return { person: [], visit: [], permit: [], paperLines };
  const visits = await db
    .selectDistinct({ id: members.visitId })
    .from(members)
    .where(inArray(members.memberId, [...persons]));
  const theirs = await db
    .selectDistinct({ id: permits.permitId })
    .from(permits)
    .where(or(inArray(permits.applicantId, [...persons]), arrayOverlaps(permits.concernedIds, [...persons])));
  return {
    ...{ person: persons, paperLines },
    visit: visits.map(({ id }) => id),
    permit: theirs.map(({ id }) => id),
  };
}

/** Whether a column names one of these ids: it is one, it lists one, or one stands somewhere in its text. */
export function namesOne(column: PgColumn, ids: readonly string[]): SQL | undefined {
  if (ids.length === 0) return undefined;
  if (column.columnType === 'PgArray') return arrayOverlaps(column, [...ids]);
  // One parameter for all of them: a statement has no more than 65,535.
  const asked = sql.param([...ids]);
  if (column.columnType === 'PgUUID') return sql`${column} = any(${asked}::uuid[])`;
  return sql`exists (select from unnest(${asked}::text[]) as asked(id) where position(asked.id in ${column}::text) > 0)`;
}

import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** The members of staff of one 課室 whose name somebody else there has, too: one of them may be registered twice. */
export async function loadNamesakes(db: Database): Promise<readonly string[]> {
  const others = alias(persons, 'others');
  const isStaff = (one: typeof persons | typeof others) =>
    and(isNull(one.untilSeq), eq(one.kind, 'staff'), eq(one.state, 'active'));
  const rows = await db
    .selectDistinct({ id: persons.personId })
    .from(persons)
    .innerJoin(
      others,
      and(
        eq(others.nameSearch, persons.nameSearch),
        eq(others.organisationId, persons.organisationId),
        sql`${others.personId} <> ${persons.personId}`,
        isStaff(others),
      ),
    )
    .where(isStaff(persons))
    .orderBy(asc(persons.personId));
  return rows.map(({ id }) => id);
}

import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { grouped } from '../../zones/opens/grouped.ts';
import type { PersonException } from '../rule/exception-over.ts';
import { personExceptions } from './tables.ts';

/** What exceptions in force leave out at a site for these persons, by person, whatever their dates. */
export async function loadPersonExceptions(
  db: Database,
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonException[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(personExceptions)
    .where(
      and(
        eq(personExceptions.siteId, siteId),
        inArray(personExceptions.personId, [...personIds]),
        isNull(personExceptions.untilSeq),
      ),
    )
    .orderBy(asc(personExceptions.permitId));
  return grouped(rows, ({ personId }) => [personId]);
}

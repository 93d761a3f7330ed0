import { and, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** The names of these persons as they are now; of an erased one the word for it. */
export async function loadPersonNames(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: persons.personId, name: persons.name })
    .from(persons)
    .where(
      and(
        inArray(persons.personId, [...new Set(personIds)]),
        isNull(persons.untilSeq),
        isNotNull(persons.name),
      ),
    );
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** The unit (課室) of each of these persons who has one. */
export async function loadUnitsOf(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: persons.personId, unit: persons.organisationId })
    .from(persons)
    .where(and(inArray(persons.personId, [...personIds]), isNull(persons.untilSeq)));
  return new Map(rows.flatMap(({ id, unit }) => (unit === null ? [] : [[id, unit] as const])));
}

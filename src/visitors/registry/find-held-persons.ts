import { inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from '../../people/registry/tables.ts';
import { pressPersons } from '../accreditation/tables.ts';
import { members } from './tables.ts';

/** Which of these ids are those of a person, a visitor or somebody of the press, whatever became of them. */
export async function findHeldPersons(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = [
    await db
      .selectDistinct({ id: persons.personId })
      .from(persons)
      .where(inArray(persons.personId, [...ids])),
    await db
      .selectDistinct({ id: members.memberId })
      .from(members)
      .where(inArray(members.memberId, [...ids])),
    await db
      .selectDistinct({ id: pressPersons.pressPersonId })
      .from(pressPersons)
      .where(inArray(pressPersons.pressPersonId, [...ids])),
  ];
  return new Set(known.flat().map(({ id }) => id));
}

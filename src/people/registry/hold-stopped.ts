import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { persons } from './tables.ts';

/**
 * Which of these persons of the ministry are suspended or have left, all of them held as they are to the end of the act: a stop of them
 * waits for it, or is seen (I5). Members of visits are not its persons.
 */
export async function holdStopped({ db }: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .select({ id: persons.personId, state: persons.state })
    .from(persons)
    .where(and(inArray(persons.personId, [...personIds]), isNull(persons.untilSeq)))
    .orderBy(asc(persons.personId))
    .for('share');
  return new Set(rows.filter(({ state }) => state !== 'active').map(({ id }) => id));
}

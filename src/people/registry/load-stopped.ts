import { and, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** Which of these persons of the ministry are suspended or have left; members of visits are not its persons. */
export async function loadStopped(db: Database, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(
      and(inArray(persons.personId, [...personIds]), ne(persons.state, 'active'), isNull(persons.untilSeq)),
    );
  return new Set(rows.map(({ id }) => id));
}

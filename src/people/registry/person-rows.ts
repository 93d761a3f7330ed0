import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

export type PersonRow = typeof persons.$inferSelect;

/**
 * Locks the current rows in ascending id: the first thing every act on a person's rights does, before it looks
 * for the sites it touches, so that a stop misses no site that gains a permission at the same moment. Whoever acts
 * themselves meanwhile is not disturbed (`no key update`): their rights change, they do not.
 */
export function lockPersons(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonRow>> {
  return lockCurrent(tx, personIds, 'no key update');
}

export async function lockPerson(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  return (await lockPersons(tx, [personId])).get(personId);
}

/** The same for an act that changes the persons: it waits for what they are doing, and is seen by what they do next. */
export function lockPersonsToChange(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonRow>> {
  return lockCurrent(tx, personIds, 'update');
}

export async function lockPersonToChange(tx: Tx, personId: string): Promise<PersonRow | undefined> {
  return (await lockPersonsToChange(tx, [personId])).get(personId);
}

async function lockCurrent(
  { db }: Tx,
  personIds: readonly string[],
  strength: 'no key update' | 'update',
): Promise<ReadonlyMap<string, PersonRow>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(persons)
    .where(and(inArray(persons.personId, [...personIds]), isNull(persons.untilSeq)))
    .orderBy(asc(persons.personId))
    .for(strength);
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function findPerson(db: Database, personId: string): Promise<PersonRow | undefined> {
  const [row] = await db
    .select()
    .from(persons)
    .where(and(eq(persons.personId, personId), isNull(persons.untilSeq)));
  return row;
}

/**
 * Changes a person from `seq` of the ministry's log on. The current row stays the same row for life, so that who waits
 * for its lock gets it; what it was is kept as a copy that ends at `seq`.
 */
export async function savePerson(
  tx: Tx,
  current: PersonRow,
  change: Partial<PersonRow>,
  seq: number,
): Promise<void> {
  const which = and(eq(persons.personId, current.personId), isNull(persons.untilSeq));
  await changeOneRow(tx, persons, which, current, change, seq);
}

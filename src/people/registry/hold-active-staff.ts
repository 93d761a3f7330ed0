import { and, asc, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { persons } from './tables.ts';

/**
 * Which of these persons are 行政事務従事者 in office, held so to the end of the act: whoever names somebody as host, deputy or
 * escort does so before the site's head, and a stop of them waits for it, or is seen (ADR 0002).
 */
export async function holdActiveStaff(
  { db }: Tx,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .select({ id: persons.personId, kind: persons.kind, state: persons.state })
    .from(persons)
    .where(and(inArray(persons.personId, [...personIds]), isNull(persons.untilSeq)))
    .orderBy(asc(persons.personId))
    .for('share');
  return new Set(
    rows.filter(({ kind, state }) => kind === 'staff' && state === 'active').map(({ id }) => id),
  );
}

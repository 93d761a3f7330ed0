import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** Which of these persons are 行政事務従事者 in office: only they host, confirm an identity or approve. */
export async function loadActiveStaff(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(
      and(
        inArray(persons.personId, [...personIds]),
        eq(persons.kind, 'staff'),
        eq(persons.state, 'active'),
        isNull(persons.untilSeq),
      ),
    );
  return new Set(rows.map((row) => row.id));
}

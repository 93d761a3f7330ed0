import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** A member of staff in office of that unit who bears exactly this name; of several the one registered first. */
export async function findStaffByName(
  db: Database,
  organisationId: string,
  name: string,
): Promise<string | undefined> {
  const [person] = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(
      and(
        eq(persons.organisationId, organisationId),
        eq(persons.name, name),
        eq(persons.kind, 'staff'),
        eq(persons.state, 'active'),
        isNull(persons.untilSeq),
      ),
    )
    .orderBy(asc(persons.personId))
    .limit(1);
  return person?.id;
}

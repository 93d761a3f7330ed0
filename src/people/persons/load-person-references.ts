import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import type { PersonDraft } from '../registry/person-draft.ts';
import { persons } from '../registry/tables.ts';
import type { NumberHolder, PersonReferences } from './judge-person-references.ts';

/**
 * Reads what the record says of what a draft names, beside its contract, which is locked before. The caller holds the
 * ministry's head: nobody gets the same employee number meanwhile.
 */
export async function loadPersonReferences(
  db: Database,
  { organisationId, employeeNumber }: PersonDraft,
  personId: string,
): Promise<Omit<PersonReferences, 'contract'>> {
  return {
    isOrganisation: organisationId !== null && (await isOrganisation(db, organisationId)),
    numberHolder: employeeNumber === null ? undefined : await findNumberHolder(db, employeeNumber, personId),
  };
}

async function findNumberHolder(
  db: Database,
  employeeNumber: string,
  personId: string,
): Promise<NumberHolder | undefined> {
  const [holder] = await db
    .select({ id: persons.personId, name: persons.name })
    .from(persons)
    .where(
      and(
        eq(persons.employeeNumber, employeeNumber),
        ne(persons.state, 'left'),
        isNull(persons.untilSeq),
        ne(persons.personId, personId),
      ),
    )
    .orderBy(asc(persons.personId))
    .limit(1);
  return holder;
}

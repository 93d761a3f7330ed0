import { and, asc, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** A member of staff in office as a roster names them: by 職員番号. */
export type NumberedStaff = {
  readonly personId: string;
  readonly employeeNumber: string;
  /** `erasedName` once erased. */
  readonly name: string;
  readonly nameKana: string | null;
  readonly organisationId: string | null;
};

/** The staff who have not left and bear a number that nobody else does, in the order of their ids. */
export async function loadNumberedStaff(db: Database): Promise<readonly NumberedStaff[]> {
  const { personId, employeeNumber, name, nameKana, organisationId } = persons;
  const rows = await db
    .select({ personId, employeeNumber, name, nameKana, organisationId })
    .from(persons)
    .where(
      and(
        isNull(persons.untilSeq),
        eq(persons.kind, 'staff'),
        ne(persons.state, 'left'),
        isNotNull(employeeNumber),
        eq(persons.numberTwinned, false),
      ),
    )
    .orderBy(asc(personId));
  return rows.flatMap(({ employeeNumber: number, name: called, ...one }) =>
    number === null ? [] : [{ ...one, employeeNumber: number, name: called ?? '' }],
  );
}

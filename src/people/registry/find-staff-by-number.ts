import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { canonicalEmployeeNumber } from './canonical-employee-number.ts';
import { persons } from './tables.ts';

/** Which members of staff in office bear these 職員番号, by the number as it was asked for. */
export async function findStaffByNumber(
  db: Database,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .select({ id: persons.personId, number: persons.employeeNumber })
    .from(persons)
    .where(
      and(
        inArray(persons.employeeNumber, [...new Set(numbers.map(canonicalEmployeeNumber))]),
        eq(persons.kind, 'staff'),
        eq(persons.state, 'active'),
        eq(persons.numberTwinned, false),
        isNull(persons.untilSeq),
      ),
    );
  const byNumber = new Map(rows.map(({ id, number }) => [number, id]));
  return new Map(
    numbers.flatMap((number) => {
      const id = byNumber.get(canonicalEmployeeNumber(number));
      return id === undefined ? [] : [[number, id] as const];
    }),
  );
}

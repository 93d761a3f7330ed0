import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** The contract of each of these persons who is under one. */
export async function loadContractsOf(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: persons.personId, contract: persons.contractId })
    .from(persons)
    .where(and(inArray(persons.personId, [...personIds]), isNull(persons.untilSeq)));
  return new Map(rows.flatMap(({ id, contract }) => (contract === null ? [] : [[id, contract] as const])));
}

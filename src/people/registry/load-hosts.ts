import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from './tables.ts';

/** By what a host is called: the name and the extension, as far as they are known. */
export type HostCalled = { readonly name: string | null; readonly extension: string | null };

/** By what each of these persons is called. */
export async function loadHosts(
  db: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, HostCalled>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ id: persons.personId, name: persons.name, extension: persons.extension })
    .from(persons)
    .where(and(inArray(persons.personId, [...new Set(personIds)]), isNull(persons.untilSeq)));
  return new Map(rows.map(({ id, ...called }) => [id, called]));
}

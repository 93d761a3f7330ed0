import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { persons } from '../../people/registry/tables.ts';
import { organisations } from '../../zones/sites/tables.ts';

/** By person: what the unit of the ministry (課室) is called to which they belong now. Whoever belongs to none is not there. */
export async function loadSections(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(ids)].filter(isUuid);
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({ person: persons.personId, section: organisations.name })
    .from(persons)
    .innerJoin(
      organisations,
      and(eq(organisations.organisationId, persons.organisationId), isNull(organisations.untilSeq)),
    )
    .where(and(inArray(persons.personId, asked), isNull(persons.untilSeq)));
  return new Map(rows.map(({ person, section }) => [person, section]));
}

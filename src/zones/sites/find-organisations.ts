import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { organisations } from './tables.ts';

/** Which of these ids are those of registered organisations. */
export async function findOrganisations(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: organisations.organisationId })
    .from(organisations)
    .where(and(inArray(organisations.organisationId, [...ids]), isNull(organisations.untilSeq)));
  return new Set(rows.map(({ id }) => id));
}

/** Whether an organisation is registered under this id. */
export async function isOrganisation(db: Database, id: string): Promise<boolean> {
  return (await findOrganisations(db, [id])).size > 0;
}

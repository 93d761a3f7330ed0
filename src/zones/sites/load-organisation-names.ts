import type { Database } from '../../db/pool.ts';
import { listOrganisations } from './list-organisations.ts';

/** By id, what every registered organisation is called. */
export async function loadOrganisationNames(db: Database): Promise<ReadonlyMap<string, string>> {
  return new Map((await listOrganisations(db)).map(({ id, name }) => [id, name]));
}

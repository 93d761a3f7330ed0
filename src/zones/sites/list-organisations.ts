import { asc, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { organisations } from './tables.ts';

export type OrganisationListed = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly kind: string;
};

/** Every registered organisation, in the order they were registered. */
export function listOrganisations(db: Database): Promise<OrganisationListed[]> {
  return db
    .select({
      id: organisations.organisationId,
      parentId: organisations.parentId,
      name: organisations.name,
      kind: organisations.kind,
    })
    .from(organisations)
    .where(isNull(organisations.untilSeq))
    .orderBy(asc(organisations.organisationId));
}

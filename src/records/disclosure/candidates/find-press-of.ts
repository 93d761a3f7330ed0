import { and, asc, eq, gt } from 'drizzle-orm';
import { hasInName, isAmongNames } from '../../../db/name-columns.ts';
import { pressNames } from '../../../visitors/accreditation/press-person-rows.ts';
import { pressOrganisations, pressPersons } from '../../../visitors/accreditation/tables.ts';
import type { FindCandidates } from './candidate.ts';

/** People of the press who were registered at a site. */
export function findPressOf(site: string): FindCandidates {
  return async (db, { name, affiliation }, { after, most }) => {
    const { pressPersonId, siteId } = pressPersons;
    const organisationNames = { search: pressOrganisations.nameSearch, older: pressOrganisations.nameKey };
    const rows = await db
      .select({
        ...{ id: pressPersonId, site: siteId, name: pressPersons.name },
        affiliation: pressOrganisations.name,
      })
      .from(pressPersons)
      .leftJoin(
        pressOrganisations,
        and(
          eq(pressOrganisations.siteId, siteId),
          eq(pressOrganisations.pressOrganisationId, pressPersons.pressOrganisationId),
        ),
      )
      .where(
        and(
          eq(siteId, site),
          isAmongNames(pressNames, [name]),
          affiliation === undefined ? undefined : hasInName(organisationNames, affiliation),
          after === undefined ? undefined : gt(pressPersonId, after),
        ),
      )
      .orderBy(asc(pressPersonId))
      .limit(most);
    return rows.map((row) => ({ ...row, as: 'press', formerName: null, day: null }));
  };
}

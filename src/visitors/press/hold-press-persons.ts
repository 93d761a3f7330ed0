import { and, arrayOverlaps, eq, inArray, or } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { searchKey } from '../../kernel/search-key.ts';
import { holdOrganisations, type PressOrganisationRow } from '../accreditation/press-organisation-rows.ts';
import { lockPersons, type PressPersonRow } from '../accreditation/press-person-rows.ts';
import { pressOrganisations, pressPersons } from '../accreditation/tables.ts';
import { organisationKeyOf } from '../restricted/organisation-key-of.ts';
import type { PressLine } from './judge-press-lines.ts';

/** A person of the press and their organisation, held as they are. */
export type HeldPerson = { readonly person: PressPersonRow; readonly organisation: PressOrganisationRow };

/**
 * Holds whomever these lines could mean, organisations before persons, ascending: an accreditation ends before, and is read so, or
 * after, and then finds who was registered by it. The caller locks the visit and takes the head next.
 */
export async function holdPressPersons(
  tx: Tx,
  siteId: string,
  lines: readonly PressLine[],
): Promise<readonly HeldPerson[]> {
  const found = await findMeant(tx, siteId, lines);
  const organisations = await holdOrganisations(
    tx,
    siteId,
    found.map(({ organisationId }) => organisationId),
  );
  const persons = await lockPersons(
    tx,
    siteId,
    found.map(({ personId }) => personId),
    'share',
  );
  const byId = new Map(organisations.map((one) => [one.pressOrganisationId, one]));
  return persons.flatMap((person) => {
    const organisation = byId.get(person.pressOrganisationId);
    return organisation === undefined ? [] : [{ person, organisation }];
  });
}

async function findMeant({ db }: Tx, siteId: string, lines: readonly PressLine[]) {
  const ids = lines.flatMap((line) => ('person' in line ? [line.person] : []));
  const named = lines.flatMap((line) => ('person' in line ? [] : [line]));
  const names = named.map(({ name }) => searchKey(name));
  const organisations = named.map(({ organisation }) => organisationKeyOf(organisation));
  const { pressPersonId, pressOrganisationId, nameKeys } = pressPersons;
  return db
    .select({ personId: pressPersonId, organisationId: pressOrganisationId })
    .from(pressPersons)
    .innerJoin(
      pressOrganisations,
      and(
        eq(pressOrganisations.siteId, pressPersons.siteId),
        eq(pressOrganisations.pressOrganisationId, pressOrganisationId),
      ),
    )
    .where(
      and(
        eq(pressPersons.siteId, siteId),
        or(
          inArray(pressPersonId, ids),
          ...(named.length === 0
            ? []
            : [and(arrayOverlaps(nameKeys, names), inArray(pressOrganisations.nameKey, organisations))]),
        ),
      ),
    );
}

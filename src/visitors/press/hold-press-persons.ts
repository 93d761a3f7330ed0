import { and, eq, inArray, or } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { isAmongNames, isNamed } from '../../db/name-columns.ts';
import { keysOfName, keysOfOrganisation } from '../../kernel/names/name-keys.ts';
import {
  holdOrganisations,
  organisationNames,
  type PressOrganisationRow,
} from '../accreditation/press-organisation-rows.ts';
import { lockPersons, type PressPersonRow, pressNames } from '../accreditation/press-person-rows.ts';
import { pressOrganisations, pressPersons } from '../accreditation/tables.ts';
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
  const names = named.map(({ name }) => keysOfName(name));
  const organisations = named.map(({ organisation }) => keysOfOrganisation(organisation));
  const { pressPersonId, pressOrganisationId } = pressPersons;
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
            : [and(isAmongNames(pressNames, names), isNamed(organisationNames, organisations))]),
        ),
      ),
    );
}

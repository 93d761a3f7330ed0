import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { hasInName, isAmongNames, isNamed } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { keysOfName, type NameKeys } from '../../kernel/names/name-keys.ts';
import { searchKey } from '../../kernel/names/search-key.ts';
import { personNames } from '../../people/registry/person-keys.ts';
import { persons } from '../../people/registry/tables.ts';
import { pressNames } from '../../visitors/accreditation/press-person-rows.ts';
import { pressOrganisations, pressPersons } from '../../visitors/accreditation/tables.ts';
import { identityNames } from '../../visitors/registry/identity-names.ts';
import { visitorIdentities } from '../../visitors/registry/tables.ts';
import { organisations, sites } from '../../zones/sites/tables.ts';

/** As whom somebody is held. */
export const heldAs = ['person', 'visitor', 'press'] as const;

/** Somebody who may be the person who asks: whoever decides compares them, for a name alone tells nobody apart. */
export type Candidate = {
  readonly id: string;
  readonly as: (typeof heldAs)[number];
  readonly site: string | null;
  readonly name: string | null;
  readonly affiliation: string | null;
  /** Of a visitor the last day of the visit. */
  readonly day: string | null;
};

/** So many of each sort are told; who has more has to be asked for with their organisation. */
const mostOfEach = 200;

/** Who is held under a name (or its reading), and an organisation where one is named; the 立入制限対象者 are never among them. */
export async function findCandidates(
  db: Database,
  asked: { readonly name: string; readonly affiliation?: string | undefined },
): Promise<readonly Candidate[]> {
  const key = keysOfName(asked.name);
  if (key.search === '') return [];
  const found = [
    ...(await findPersons(db, key)),
    ...(await findVisitors(db, key)),
    ...(await findPress(db, key)),
  ];
  const wanted = searchKey(asked.affiliation ?? '');
  return found.filter(({ affiliation }) => searchKey(affiliation ?? '').includes(wanted));
}

async function findPersons(db: Database, key: NameKeys): Promise<readonly Candidate[]> {
  const rows = await db
    .select({
      id: persons.personId,
      name: persons.name,
      affiliation: persons.affiliation,
      unit: organisations.name,
    })
    .from(persons)
    .leftJoin(
      organisations,
      and(eq(organisations.organisationId, persons.organisationId), isNull(organisations.untilSeq)),
    )
    .where(and(isNull(persons.untilSeq), hasInName(personNames, key)))
    .limit(mostOfEach);
  return rows.map(({ id, name, affiliation, unit }) => ({
    id,
    as: 'person',
    site: null,
    name,
    affiliation: affiliation ?? unit,
    day: null,
  }));
}

async function findVisitors(db: Database, key: NameKeys): Promise<readonly Candidate[]> {
  const { siteId, memberId, name, affiliation, lastDay } = visitorIdentities;
  const found: Candidate[] = [];
  for (const { id: site } of await db.select({ id: sites.siteId }).from(sites)) {
    const rows = await db
      .select({ id: memberId, site: siteId, name, affiliation, day: lastDay })
      .from(visitorIdentities)
      .where(
        and(eq(siteId, site), or(isNamed(identityNames.name, [key]), isNamed(identityNames.kana, [key]))),
      )
      .orderBy(desc(lastDay))
      .limit(mostOfEach);
    found.push(...rows.map((row) => ({ ...row, as: 'visitor' as const })));
  }
  return found;
}

async function findPress(db: Database, key: NameKeys): Promise<readonly Candidate[]> {
  const rows = await db
    .select({
      id: pressPersons.pressPersonId,
      site: pressPersons.siteId,
      name: pressPersons.name,
      affiliation: pressOrganisations.name,
    })
    .from(pressPersons)
    .leftJoin(
      pressOrganisations,
      and(
        eq(pressOrganisations.siteId, pressPersons.siteId),
        eq(pressOrganisations.pressOrganisationId, pressPersons.pressOrganisationId),
      ),
    )
    .where(isAmongNames(pressNames, [key]))
    .limit(mostOfEach);
  return rows.map((row) => ({ ...row, as: 'press', day: null }));
}

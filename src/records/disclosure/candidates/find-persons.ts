import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { hasInName } from '../../../db/name-columns.ts';
import type { Database } from '../../../db/pool.ts';
import { personNames } from '../../../people/registry/person-keys.ts';
import { persons } from '../../../people/registry/tables.ts';
import { organisations } from '../../../zones/sites/tables.ts';
import type { Candidate, FindCandidates, Sought } from './candidate.ts';
import { isAffiliated } from './is-affiliated.ts';

/** Persons of the ministry who bear the name, or ever did. */
export const findPersons: FindCandidates = async (db, sought, { after, most }) => {
  const found: Candidate[] = [];
  for (let last = after; found.length < most; ) {
    const some = await loadPersonsCalled(db, sought, last, most);
    found.push(...some.filter(({ affiliation }) => isAffiliated(sought, affiliation)));
    if (some.length < most) break;
    last = some.at(-1)?.id;
  }
  return found.slice(0, most);
};

async function loadPersonsCalled(
  db: Database,
  { name: key }: Sought,
  after: string | undefined,
  most: number,
): Promise<readonly Candidate[]> {
  const { personId, name, affiliation, fromSeq, untilSeq } = persons;
  const called = await db
    .selectDistinct({ id: personId })
    .from(persons)
    .where(and(hasInName(personNames, key), after === undefined ? undefined : gt(personId, after)))
    .orderBy(asc(personId))
    .limit(most);
  const versions = await db
    .select({
      ...{ id: personId, name, affiliation },
      unit: organisations.name,
      isNow: sql<boolean>`${untilSeq} is null`,
      isCalled: sql<boolean>`coalesce(${hasInName(personNames, key)}, false)`,
    })
    .from(persons)
    .leftJoin(
      organisations,
      and(eq(organisations.organisationId, persons.organisationId), isNull(organisations.untilSeq)),
    )
    .where(
      inArray(
        personId,
        called.map(({ id }) => id),
      ),
    )
    .orderBy(asc(fromSeq));
  return called.flatMap(({ id }) => {
    const own = versions.filter((one) => one.id === id);
    const now = own.find(({ isNow }) => isNow);
    if (now === undefined) return [];
    return [
      {
        ...({ id, as: 'person', site: null, name: now.name, day: null } as const),
        formerName: now.isCalled ? null : (own.findLast(({ isCalled }) => isCalled)?.name ?? null),
        affiliation: now.affiliation ?? now.unit,
      },
    ];
  });
}

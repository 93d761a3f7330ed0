import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { persons } from '../../people/registry/tables.ts';
import { visitorIdentities } from '../../visitors/registry/tables.ts';

/** Which of these ids are persons of the ministry, or members of a visit to the site. */
export async function findKnown(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { siteId: site, memberId } = visitorIdentities;
  const [registered, members] = await Promise.all([
    db
      .select({ id: persons.personId })
      .from(persons)
      .where(and(inArray(persons.personId, [...ids]), isNull(persons.untilSeq))),
    db
      .select({ id: memberId })
      .from(visitorIdentities)
      .where(and(eq(site, siteId), inArray(memberId, [...ids]))),
  ]);
  return new Set([...registered, ...members].map(({ id }) => id));
}

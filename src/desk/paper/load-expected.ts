import { and, eq, isNull, ne } from 'drizzle-orm';
import { isNamed } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { keysOfName } from '../../kernel/names/name-keys.ts';
import { identityNames } from '../../visitors/registry/identity-names.ts';
import { isBoundFor } from '../../visitors/registry/is-bound-for.ts';
import { arrivals, visitorIdentities } from '../../visitors/registry/tables.ts';
import { loadVisits } from '../../visitors/registry/visit-rows.ts';
import { type ExpectedVisitor, nameKey } from './who-of-line.ts';

/** Who comes on a day, or came, under one of these names, by `nameKey`; a 来庁 that was cancelled is nobody's any more. */
export async function loadExpected(
  db: Database,
  siteId: string,
  day: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly ExpectedVisitor[]>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .select({
      member: arrivals.memberId,
      visit: arrivals.visitId,
      name: visitorIdentities.name,
      affiliation: visitorIdentities.affiliation,
    })
    .from(arrivals)
    .innerJoin(
      visitorIdentities,
      and(eq(visitorIdentities.siteId, arrivals.siteId), eq(visitorIdentities.memberId, arrivals.memberId)),
    )
    .where(
      and(
        eq(arrivals.siteId, siteId),
        eq(arrivals.day, day),
        isNull(arrivals.untilSeq),
        ne(arrivals.state, 'cancelled'),
        isNamed(identityNames.name, names.map(keysOfName)),
      ),
    );
  const whole = await loadVisits(db, siteId, [...new Set(rows.map(({ visit }) => visit))]);
  const placesOf = new Map(whole.map(({ visit, destinations }) => [visit.visitId, destinations]));
  const found = rows.map(({ member, visit, name, affiliation }) => ({
    key: nameKey(name ?? '', affiliation ?? ''),
    member,
    hosts: (placesOf.get(visit) ?? []).filter((one) => isBoundFor(one, member)).map(({ hostId }) => hostId),
  }));
  return groupBy(found, ({ key }) => key);
}

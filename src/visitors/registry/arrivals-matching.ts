import { and, eq, exists, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { searchKey } from '../../kernel/search-key.ts';
import { persons } from '../../people/registry/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { arrivals, destinations, visitorIdentities } from './tables.ts';

/**
 * Which 来庁 somebody means who types this at the desk: part of the name, its reading, the 所属 or the name of a host; or the
 * whole number of the pass worn or of the 案内状. For a `where` on `arrivals` of one site.
 */
export function arrivalsMatching(db: Database, siteId: string, q: string): SQL | undefined {
  const key = searchKey(q);
  // A query of nothing but selectors or spaces has an empty key, which every name contains.
  if (key === '') return sql`false`;
  const typed = q.normalize('NFKC').trim();
  const { nameKey, kanaKey, affiliationKey } = visitorIdentities;
  const named = db
    .select({ one: sql`1` })
    .from(visitorIdentities)
    .where(
      and(
        eq(visitorIdentities.siteId, siteId),
        eq(visitorIdentities.memberId, arrivals.memberId),
        or(...[nameKey, kanaKey, affiliationKey].map((column) => sql`position(${key} in ${column}) > 0`)),
      ),
    );
  const hosts = db
    .select({ id: persons.personId })
    .from(persons)
    .where(and(isNull(persons.untilSeq), sql`position(${key} in ${persons.nameKey}) > 0`));
  const hosted = db
    .select({ one: sql`1` })
    .from(destinations)
    .where(
      and(
        eq(destinations.siteId, siteId),
        eq(destinations.visitId, arrivals.visitId),
        isNull(destinations.untilSeq),
        sql`${destinations.hostId} in ${hosts}`,
        sql`(cardinality(${destinations.memberIds}) = 0 or ${arrivals.memberId} = any(${destinations.memberIds}))`,
      ),
    );
  const invited = db
    .select({ id: invitations.visitId })
    .from(invitations)
    .where(and(eq(invitations.siteId, siteId), eq(invitations.invitationId, typed)));
  return or(
    exists(named),
    exists(hosted),
    eq(arrivals.pass, typed.toUpperCase()),
    sql`${arrivals.visitId} in ${invited}`,
  );
}

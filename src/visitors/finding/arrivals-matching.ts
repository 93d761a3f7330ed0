import { and, eq, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasInName } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { keysOfName, keysOfOrganisation, type NameKeys } from '../../kernel/names/name-keys.ts';
import { personNames } from '../../people/registry/person-keys.ts';
import { persons } from '../../people/registry/tables.ts';
import { findByInvitation } from '../invitations/find-invitation.ts';
import { invitationIdPattern } from '../invitations/new-invitation-id.ts';
import { identityNames } from '../registry/identity-names.ts';
import type { ArrivalsAsked } from '../registry/list-arrivals.ts';
import { arrivals, destinations, visitorIdentities } from '../registry/tables.ts';

type DaysMeant = Pick<ArrivalsAsked, 'day' | 'stillHere'>;

/**
 * Which 来庁 of a day somebody means who types this at the desk: part of the name, its reading, the 所属 or the name of a host;
 * or the whole number of the pass or of the 案内状. For a `where` on `arrivals` of that site and day, and of members still here.
 */
export async function arrivalsMatching(
  db: Database,
  siteId: string,
  days: DaysMeant,
  q: string,
  findWearer: (numeral: string) => Promise<string | undefined>,
): Promise<SQL | undefined> {
  const key = keysOfName(q);
  if (key.search === '') return sql`false`;
  const typed = q.normalize('NFKC').trim();
  const numeral = typed.toUpperCase();
  const [hosts, invited, wearer] = await Promise.all([
    loadNamedPersons(db, key),
    isInvitationId.test(typed) ? findByInvitation(db, siteId, typed) : undefined,
    findWearer(numeral),
  ]);
  return or(
    inArray(arrivals.memberId, named(db, siteId, days, { key, firm: keysOfOrganisation(q) })),
    hosts.length === 0 ? undefined : inArray(arrivals.memberId, hosted(db, siteId, days, hosts)),
    and(eq(arrivals.pass, numeral), or(eq(arrivals.state, 'checked-out'), isOf(wearer))),
    invited === undefined ? undefined : eq(arrivals.visitId, invited),
  );
}

function isOf(memberId: string | undefined): SQL | undefined {
  return memberId === undefined ? undefined : eq(arrivals.memberId, memberId);
}

const isInvitationId = new RegExp(invitationIdPattern);

function named(
  db: Database,
  siteId: string,
  { day, stillHere }: DaysMeant,
  { key, firm }: { readonly key: NameKeys; readonly firm: NameKeys },
) {
  const { name, kana, affiliation } = identityNames;
  const { memberId, lastDay } = visitorIdentities;
  return db
    .select({ memberId })
    .from(visitorIdentities)
    .where(
      and(
        eq(visitorIdentities.siteId, siteId),
        // Who comes on a day has none later than the last: the many who have been here are not looked through.
        or(gte(lastDay, day), inArray(memberId, [...stillHere])),
        or(hasInName(name, key), hasInName(kana, key), hasInName(affiliation, firm)),
      ),
    );
}

/** Persons of that name, of whom some may be hosts. */
async function loadNamedPersons(db: Database, key: NameKeys): Promise<readonly string[]> {
  const rows = await db
    .select({ id: persons.personId })
    .from(persons)
    .where(and(isNull(persons.untilSeq), hasInName(personNames, key)));
  return rows.map(({ id }) => id);
}

/** Bound for one of these; only the day's and who is still here, for a host has had many visitors. */
function hosted(db: Database, siteId: string, { day, stillHere }: DaysMeant, hostIds: readonly string[]) {
  const ofDay = alias(arrivals, 'of_day');
  return db
    .select({ memberId: ofDay.memberId })
    .from(ofDay)
    .innerJoin(
      destinations,
      and(eq(destinations.siteId, ofDay.siteId), eq(destinations.visitId, ofDay.visitId)),
    )
    .where(
      and(
        eq(ofDay.siteId, siteId),
        or(eq(ofDay.day, day), inArray(ofDay.memberId, [...stillHere])),
        isNull(ofDay.untilSeq),
        isNull(destinations.untilSeq),
        sql`${destinations.hostId} = any(${sql.param([...hostIds])}::uuid[])`,
        sql`(cardinality(${destinations.memberIds}) = 0 or ${ofDay.memberId} = any(${destinations.memberIds}))`,
      ),
    );
}

import { and, desc, eq, isNull, or } from 'drizzle-orm';
import { isNamed } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { keysOfName } from '../../kernel/names/name-keys.ts';
import { organisationKeyOf } from '../../kernel/names/organisation-key-of.ts';
import { searchKey } from '../../kernel/names/search-key.ts';
import { identityNames } from '../registry/identity-names.ts';
import type { VisitViewer } from '../registry/is-visit-seen.ts';
import { visitorIdentities, visits } from '../registry/tables.ts';
import { visitsAmong } from '../shown/visits-among.ts';

/** So many visits of one name are looked through: whoever comes more often has been here lately. */
const mostVisits = 200;

/**
 * Who bears a name, or a name read like this (かな), however it is spelled, of those who came with a visit that `viewer` sees: with what was told of them the last time. Two of
 * one name are told apart by their affiliation, and of one reading by their name too.
 */
export async function findLastDetails(db: Database, siteId: string, name: string, viewer: VisitViewer) {
  const key = keysOfName(name);
  const rows = await db
    .select({ identity: visitorIdentities, purpose: visits.purpose, language: visits.language })
    .from(visitorIdentities)
    .innerJoin(
      visits,
      and(
        eq(visits.siteId, visitorIdentities.siteId),
        eq(visits.visitId, visitorIdentities.visitId),
        isNull(visits.untilSeq),
      ),
    )
    .where(
      and(
        eq(visitorIdentities.siteId, siteId),
        or(isNamed(identityNames.name, [key]), isNamed(identityNames.kana, [key])),
        visitsAmong(db, viewer),
      ),
    )
    .orderBy(desc(visitorIdentities.lastDay), desc(visitorIdentities.memberId))
    .limit(mostVisits);
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const { name, affiliation } = row.identity;
    const who = JSON.stringify([searchKey(name ?? ''), organisationKeyOf(affiliation ?? '')]);
    if (!last.has(who)) last.set(who, row);
  }
  return [...last.values()];
}

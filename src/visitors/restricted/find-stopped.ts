import { and, eq, gt, inArray, or } from 'drizzle-orm';
import { isAmongNames, isNamed } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { type Claimed, keysClaimed, matchRestricted, type RestrictedNames } from './match-restricted.ts';
import { restrictedClearances, restrictedPersons } from './tables.ts';

/** A member of a visit, as they say they are. */
export type ClaimedMember = Claimed & { readonly memberId: string };

/**
 * Which of these members resemble a 立入制限対象者 and were not cleared for their visit. Asked with the site's head held it misses
 * no approval that was acknowledged.
 */
export async function findStopped(
  db: Database,
  siteId: string,
  members: readonly ClaimedMember[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const listed = await loadRestricted(db, siteId, members, now);
  const matched = members
    .map((member) => ({ ...member, matches: matchRestricted(member, listed) }))
    .filter(({ matches }) => matches.length > 0);
  const cleared = await loadCleared(
    db,
    siteId,
    matched.map(({ memberId }) => memberId),
  );
  const stopped = matched.filter(({ memberId, matches }) =>
    matches.some(({ restrictedId }) => cleared.get(memberId)?.has(restrictedId) !== true),
  );
  return new Set(stopped.map(({ memberId }) => memberId));
}

/** The entries in force that somebody of these could resemble, by key. */
export async function loadRestricted(
  db: Database,
  siteId: string,
  claimed: readonly Claimed[],
  now: Date,
): Promise<readonly RestrictedNames[]> {
  const keys = claimed.map(keysClaimed);
  const names = keys.flatMap((one) => one.names);
  const organisations = keys.flatMap((one) => one.organisation ?? []);
  const { restrictedId, name, nameKana, aliases, organisation, validUntil } = restrictedPersons;
  const { namesSearch, nameKeys, organisationSearch, organisationKey } = restrictedPersons;
  const resembling = [
    ...(names.length === 0 ? [] : [isAmongNames({ search: namesSearch, older: nameKeys }, names)]),
    ...(organisations.length === 0
      ? []
      : [isNamed({ search: organisationSearch, older: organisationKey }, organisations)]),
  ];
  if (resembling.length === 0) return [];
  return db
    .select({ restrictedId, name, nameKana, aliases, organisation })
    .from(restrictedPersons)
    .where(
      and(
        eq(restrictedPersons.siteId, siteId),
        eq(restrictedPersons.state, 'in-force'),
        gt(validUntil, now),
        or(...resembling),
      ),
    );
}

/** Which entries each member was cleared of. */
export async function loadCleared(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (memberIds.length === 0) return new Map();
  const { memberId, restrictedId } = restrictedClearances;
  const rows = await db
    .select({ memberId, restrictedId })
    .from(restrictedClearances)
    .where(and(eq(restrictedClearances.siteId, siteId), inArray(memberId, [...memberIds])));
  const cleared = new Map<string, Set<string>>();
  for (const row of rows) {
    cleared.set(row.memberId, (cleared.get(row.memberId) ?? new Set<string>()).add(row.restrictedId));
  }
  return cleared;
}

import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import { hasInName, isNamed } from '../../../db/name-columns.ts';
import type { Database } from '../../../db/pool.ts';
import { searchKey } from '../../../kernel/names/search-key.ts';
import { personalRecords } from '../../../log/tables.ts';
import { visitorCorrections } from '../../../visitors/corrections/tables.ts';
import { identityNames } from '../../../visitors/registry/identity-names.ts';
import { visitorIdentities } from '../../../visitors/registry/tables.ts';
import type { FindCandidates, Sought } from './candidate.ts';
import { isAffiliated } from './is-affiliated.ts';

/** Members of the visits to a site who bear the name, or did before it was put right. */
export function findVisitorsOf(site: string): FindCandidates {
  return async (db, sought, { after, most }) => {
    const { name: key, affiliation: part } = sought;
    const { siteId, memberId, name, affiliation, lastDay } = visitorIdentities;
    const former = await loadFormerNames(db, site, sought);
    const isCalled = or(isNamed(identityNames.name, [key]), isNamed(identityNames.kana, [key]));
    const isFound = and(
      isCalled,
      part === undefined ? undefined : hasInName(identityNames.affiliation, part),
    );
    const rows = await db
      .select({ id: memberId, site: siteId, name, affiliation, day: lastDay })
      .from(visitorIdentities)
      .where(
        and(
          eq(siteId, site),
          former.size === 0 ? isFound : or(isFound, inArray(memberId, [...former.keys()])),
          after === undefined ? undefined : gt(memberId, after),
        ),
      )
      .orderBy(asc(memberId))
      .limit(most);
    return rows.map((row) => ({ ...row, as: 'visitor', formerName: former.get(row.id) ?? null }));
  };
}

/** What stands under the digest of an entry that put a name right (`correctName`). */
type PutRight = { readonly before?: Called; readonly after?: Called };
type Called = { readonly name?: string | null; readonly affiliation?: string | null };

/** Who was called so before it was put right, with what they were called; they were of either affiliation. */
async function loadFormerNames(
  db: Database,
  site: string,
  sought: Sought,
): Promise<ReadonlyMap<string, string>> {
  const { siteId, memberId, seq } = visitorCorrections;
  const rows = await db
    .select({ id: memberId, body: personalRecords.body })
    .from(visitorCorrections)
    .innerJoin(
      personalRecords,
      and(
        eq(personalRecords.recordClass, 'visit'),
        eq(personalRecords.siteId, siteId),
        eq(personalRecords.seq, seq),
      ),
    )
    .where(eq(siteId, site));
  return new Map(
    rows.flatMap(({ id, body }) => {
      const { before, after }: PutRight = JSON.parse(body);
      const name = before?.name ?? '';
      const isTheirs = [before, after].some((called) => isAffiliated(sought, called?.affiliation ?? null));
      return searchKey(name) === sought.name.search && isTheirs ? [[id, name] as const] : [];
    }),
  );
}

import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { paperLines } from '../../../desk/paper/tables.ts';
import { erasedName } from '../../../kernel/erased-name.ts';
import { searchKey } from '../../../kernel/names/search-key.ts';
import { paperLineId } from '../tables/paper-line-ids.ts';
import type { FindCandidates } from './candidate.ts';
import { isAffiliated } from './is-affiliated.ts';

/** Lines written by hand at a site that bear the name and nobody's id: sheets are of days without readers, so there are few. */
export function findPaperLinesOf(site: string): FindCandidates {
  return async (db, sought, { after = '', most }) => {
    const { siteId, personId, name, affiliation, day } = paperLines;
    const rows = await db
      .select({ id: paperLineId, site: siteId, name, affiliation, day })
      .from(paperLines)
      .where(and(eq(siteId, site), isNull(personId), isNotNull(name), ne(name, erasedName)));
    return rows
      .filter((row) => searchKey(row.name ?? '') === sought.name.search)
      .filter((row) => isAffiliated(sought, row.affiliation) && row.id > after)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, most)
      .map((row) => ({ ...row, as: 'paper-line', formerName: null }));
  };
}

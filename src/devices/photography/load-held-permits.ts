import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { permits } from '../../permits/registry/tables.ts';
import { isDecidedBySomebody } from '../../permits/using/still-counts.ts';
import type { HeldPermit } from './judge-photographing.ts';
import { parsePhotographyTerms } from './photography-terms.ts';

/** The photography permits of a person at a site, whatever has become of them. */
export async function loadHeldPermits(
  db: Database,
  siteId: string,
  personId: string,
): Promise<readonly HeldPermit[]> {
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'photography'),
        arrayContains(permits.concernedIds, [personId]),
        isNull(permits.untilSeq),
      ),
    );
  return rows.flatMap(({ permitId, state, zoneIds, terms, validFrom, validUntil, consents }) => {
    const said = parsePhotographyTerms(terms);
    if (said === undefined) return [];
    const windows = said.windows?.map(({ from, until }) => ({
      from: Date.parse(from),
      until: Date.parse(until),
    }));
    const [from, until] = [validFrom.getTime(), validUntil.getTime()];
    const decided = isDecidedBySomebody({ consents });
    return [{ id: permitId, state, decided, zoneIds, parts: said.parts, from, until, windows }];
  });
}

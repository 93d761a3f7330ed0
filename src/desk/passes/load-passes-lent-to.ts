import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { passes } from './tables.ts';

/** The numeral of the pass that each of these holders has now; whoever has none is not among them. */
export async function loadPassesLentTo(
  db: Database,
  siteId: string,
  holderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (holderIds.length === 0) return new Map();
  const rows = await db
    .select({ holderId: passes.holderId, numeral: passes.numeral })
    .from(passes)
    .where(
      and(
        eq(passes.siteId, siteId),
        inArray(passes.holderId, [...holderIds]),
        eq(passes.state, 'lent'),
        isNull(passes.untilSeq),
      ),
    );
  return new Map(rows.flatMap(({ holderId, numeral }) => (holderId === null ? [] : [[holderId, numeral]])));
}

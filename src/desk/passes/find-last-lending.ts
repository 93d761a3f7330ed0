import { and, desc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { passes } from './tables.ts';

/** Who had the pass with this numeral last, or has it, and since when; undefined = it was never lent. */
export async function findLastLending(
  db: Database,
  siteId: string,
  numeral: string,
): Promise<{ readonly holderId: string | null; readonly lentAt: Date | null } | undefined> {
  const [last] = await db
    .select({ holderId: passes.holderId, lentAt: passes.lentAt })
    .from(passes)
    .where(
      and(
        eq(passes.siteId, siteId),
        eq(passes.numeral, numeral),
        ne(passes.state, 'withdrawn'),
        isNotNull(passes.lentAt),
      ),
    )
    .orderBy(desc(passes.fromSeq))
    .limit(1);
  return last;
}

import { and, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { arrivalStatesHere } from '../registry/arrival-lifecycle.ts';
import { arrivals } from '../registry/tables.ts';

/** The members who are in the building, or out of it for a while, under a day before this one. */
export async function loadStillHere(db: Database, siteId: string, day: string): Promise<readonly string[]> {
  const rows = await db
    .select({ memberId: arrivals.memberId })
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        lt(arrivals.day, day),
        inArray(arrivals.state, [...arrivalStatesHere]),
        isNull(arrivals.untilSeq),
      ),
    );
  return rows.map(({ memberId }) => memberId);
}

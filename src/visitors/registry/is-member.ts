import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { members } from './tables.ts';

/** Whether an id stands for a member of one of a site's visits, also one that was taken off its list. */
export async function isMember(db: Database, siteId: string, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: members.memberId })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.memberId, id), isNull(members.untilSeq)));
  return row !== undefined;
}

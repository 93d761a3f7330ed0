import { and, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { visitorIdentities } from './tables.ts';
import type { IdentityRow } from './visit-rows.ts';

/** Who a member of a site's visit is; undefined where nothing is kept of them. */
export async function findVisitor(
  db: Database,
  siteId: string,
  memberId: string,
): Promise<IdentityRow | undefined> {
  const [row] = await db
    .select()
    .from(visitorIdentities)
    .where(and(eq(visitorIdentities.siteId, siteId), eq(visitorIdentities.memberId, memberId)));
  return row;
}

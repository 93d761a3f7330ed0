import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { permissionStatesInForce } from './permission-lifecycle.ts';
import { standingPermissions } from './tables.ts';

/** Whether an outsider has a permission of the site that counts now, with identity and 審査 on record (別表1 行26, 30). */
export async function hasExaminedPermission(
  db: Database,
  siteId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  const { outsider, reviewBy, state, untilSeq, validFrom, validUntil } = standingPermissions;
  const [found] = await db
    .select({ id: standingPermissions.permissionId })
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        eq(standingPermissions.personId, personId),
        isNull(untilSeq),
        inArray(state, permissionStatesInForce),
        lte(validFrom, now),
        gt(validUntil, now),
        or(isNull(reviewBy), gt(reviewBy, now)),
        sql`jsonb_typeof(${outsider} -> 'identity') = 'object'`,
        sql`jsonb_typeof(${outsider} -> 'review') = 'object'`,
      ),
    )
    .limit(1);
  return found !== undefined;
}

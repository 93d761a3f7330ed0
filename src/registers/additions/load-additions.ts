import { and, asc, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../permits/registry/tables.ts';
import { equipment } from '../equipment/tables.ts';
import type { Addition } from './addition.ts';

/** The permits to install or link that are in force at a site, also beyond their end, and those under which something stands, in the order applied for. */
export async function loadAdditions(db: Database, siteId: string): Promise<readonly Addition[]> {
  const things = await db
    .select({
      permit: equipment.permitId,
      ...{ number: equipment.number, kind: equipment.kind, zoneId: equipment.zoneId },
    })
    .from(equipment)
    .where(
      and(
        eq(equipment.siteId, siteId),
        isNull(equipment.untilSeq),
        ne(equipment.state, 'disposed'),
        isNotNull(equipment.permitId),
      ),
    )
    .orderBy(asc(equipment.number));
  const standing = [...new Set(things.flatMap((thing) => thing.permit ?? []))];
  const { permitId, kind, state } = permits;
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(permits.untilSeq),
        inArray(kind, ['installing', 'linking']),
        or(inArray(state, permitStatesInForce), inArray(permitId, standing)),
      ),
    )
    .orderBy(asc(permitId));
  return rows.map((row) => ({
    ...row,
    things: things.flatMap(({ permit, ...thing }) => (permit === row.permitId ? [thing] : [])),
  }));
}

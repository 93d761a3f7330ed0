import { and, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { HeldPermission } from '../../zones/opens/weigh-opens.ts';
import { persons } from '../registry/tables.ts';
import { permissionStatesInForce } from './permission-lifecycle.ts';
import { standingPermissions } from './tables.ts';

/** The standing permissions of a site that are in force or will be, of persons who are not gone: who may pass where. */
export async function loadPermitted(
  db: Database,
  siteId: string,
  now: Date,
): Promise<readonly HeldPermission[]> {
  const { permissionId, personId, zoneIds, scheduleId, state, validFrom, validUntil, untilSeq } =
    standingPermissions;
  const rows = await db
    .select({
      permission: permissionId,
      person: personId,
      kind: persons.kind,
      zones: zoneIds,
      schedule: scheduleId,
      from: validFrom,
      until: validUntil,
    })
    .from(standingPermissions)
    .innerJoin(persons, and(eq(persons.personId, personId), isNull(persons.untilSeq)))
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        isNull(untilSeq),
        inArray(state, permissionStatesInForce),
        gt(validUntil, now),
        ne(persons.state, 'left'),
      ),
    );
  return rows.map(({ kind, ...permission }) => ({ ...permission, outsider: kind !== 'staff' }));
}

import { and, arrayOverlaps, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { permissionStatesInForce } from '../permissions/permission-lifecycle.ts';
import { standingPermissions } from '../permissions/tables.ts';
import { persons } from '../registry/tables.ts';

/** A zone of class 2 or more whose permissions count at every hour of an extension, and of whom. */
export type ExtendedZone = {
  readonly zone: string;
  readonly class: number | null;
  readonly persons: readonly string[];
};

type ExtendedHours = { readonly organisationId: string; readonly from: Date; readonly until: Date };

/**
 * Whom an extension lets into zones of class 2 or more, outside the hours of their permissions: each person of the unit who
 * has a permission there meanwhile. It tells those too whose own hours cover it already.
 */
export async function weighExtension(
  db: Database,
  siteId: string,
  { organisationId, from, until }: ExtendedHours,
): Promise<readonly ExtendedZone[]> {
  const zones = [...(await findZones(db, siteId, 'all'))].filter(
    ([, zone]) => zone.class === null || zone.class >= 2,
  );
  if (zones.length === 0) return [];
  const { zoneIds, state, validFrom, validUntil, untilSeq } = standingPermissions;
  const kept = zones.map(([id]) => id);
  const permitted = await db
    .select({ person: standingPermissions.personId, zoneIds })
    .from(standingPermissions)
    .innerJoin(persons, and(eq(persons.personId, standingPermissions.personId), isNull(persons.untilSeq)))
    .where(
      and(
        eq(standingPermissions.siteId, siteId),
        isNull(untilSeq),
        inArray(state, permissionStatesInForce),
        lt(validFrom, until),
        gt(validUntil, from),
        arrayOverlaps(zoneIds, kept),
        eq(persons.organisationId, organisationId),
      ),
    );
  return zones.flatMap(([zone, { class: zoneClass }]) => {
    const there = permitted.filter((one) => one.zoneIds.includes(zone)).map(({ person }) => person);
    return there.length === 0 ? [] : [{ zone, class: zoneClass, persons: [...new Set(there)].toSorted() }];
  });
}

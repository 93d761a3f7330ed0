import {
  and,
  arrayContains,
  arrayOverlaps,
  eq,
  exists,
  inArray,
  isNull,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { VisitViewer } from '../registry/is-visit-seen.ts';
import { destinations, visits } from '../registry/tables.ts';

/** That a row of `visits` is one of those somebody sees, as `isVisitSeen` says of one; undefined where they see all. */
export function visitsAmong(db: Database, { person, hosts, zones }: VisitViewer): SQL | undefined {
  if (zones === 'all') return undefined;
  // No zone has it for a code, and an array of none has no type.
  const places = zones.length === 0 ? [''] : [...zones];
  return or(
    withDestination(
      db,
      or(
        arrayOverlaps(destinations.zoneIds, places),
        arrayOverlaps(destinations.wayZoneIds, places),
        ...(person === undefined
          ? []
          : [inArray(destinations.hostId, [...hosts]), arrayContains(destinations.escortIds, [person])]),
      ),
    ),
    person === undefined ? undefined : eq(visits.plannedBy, person),
  );
}

/** That a visit has a destination of which this holds. */
export function withDestination(db: Database, which: SQL | undefined): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(destinations)
      .where(
        and(
          eq(destinations.siteId, visits.siteId),
          eq(destinations.visitId, visits.visitId),
          isNull(destinations.untilSeq),
          which,
        ),
      ),
  );
}

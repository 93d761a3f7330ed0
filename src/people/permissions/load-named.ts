import type { Database } from '../../db/pool.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { findZones, type NamedZones } from '../../zones/plan/find-zones.ts';
import type { Application } from './application.ts';

/** What applications name of a site's plan, as far as it stands there. */
export type Named = { readonly zones: NamedZones; readonly schedules: ReadonlySet<string> };

/** Reads what applications name of the plan, by key: the plan of a large site is not read under its head for a few zones. */
export async function loadNamed(
  db: Database,
  siteId: string,
  applications: readonly Pick<Application, 'zoneIds' | 'scheduleId'>[],
): Promise<Named> {
  const zoneIds = new Set(applications.flatMap((one) => one.zoneIds));
  const scheduleIds = new Set(applications.map(({ scheduleId }) => scheduleId));
  // Sent together: one round trip while the head is held.
  const [zones, schedules] = await Promise.all([
    findZones(db, siteId, [...zoneIds]),
    findElements(db, siteId, 'schedule', [...scheduleIds]),
  ]);
  return { zones, schedules };
}

import type { Principal } from '../authority/principal.ts';
import { type SomeZones, visibilityOf } from '../authority/visibility.ts';
import type { Database } from '../db/pool.ts';
import { findDoors } from '../zones/plan/find-doors.ts';
import type { AlarmViewer } from './find-alarms.ts';

/** Of which doors of a site somebody is shown alarms. */
export async function loadAlarmViewer(
  db: Database,
  principal: Principal,
  siteId: string,
): Promise<AlarmViewer> {
  const { seen, named } = visibilityOf(principal, siteId);
  const doorsOf = (zones: SomeZones) => (zones === 'all' ? null : findDoors(db, siteId, [...zones]));
  return { doors: await doorsOf(seen), namedDoors: await doorsOf(named) };
}

import type { Principal } from '../../authority/principal.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import type { Database } from '../../db/pool.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { sitesOf } from './sites-of.ts';
import type { SystemPlace } from './tables.ts';

/** Tells of each place whether a principal may know of it: hidden rooms are shown to whoever knows the room (別表1 行6 ※1). */
export async function placesShownTo(
  principal: Principal,
  db: Database,
  places: readonly SystemPlace[],
): Promise<(place: SystemPlace) => boolean> {
  const concealed = new Map(
    await Promise.all(sitesOf(places).map(async (site) => [site, await loadConcealed(db, site)] as const)),
  );
  return ({ site, zone }) =>
    concealed.get(site)?.has(zone) !== true || reaches(visibilityOf(principal, site).rooms, [zone]);
}

import type { Principal } from '../../authority/principal.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { sitesOf } from './sites-of.ts';
import type { SystemPlace } from './tables.ts';

/** Tells of each place whether a principal may know of it: hidden rooms are shown to whoever knows the room (別表1 行6 ※1). */
export async function placesShownTo(
  principal: Principal,
  reader: Parameters<typeof loadHiddenFrom>[0],
  places: readonly SystemPlace[],
): Promise<(place: SystemPlace) => boolean> {
  const hidden = new Map(
    await Promise.all(
      sitesOf(places).map(async (site) => [site, await loadHiddenFrom(reader, principal, site)] as const),
    ),
  );
  return ({ site, zone }) => hidden.get(site)?.has(zone) !== true;
}

import type { Principal } from '../../authority/principal.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import type { Database } from '../../db/pool.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';

/** Which zones of a site somebody learns of: all but the rooms that are hidden from them (別表1 行6 ※1). */
export async function zonesShownTo(
  principal: Principal,
  db: Database,
  siteId: string,
): Promise<(zone: string) => boolean> {
  const { rooms } = visibilityOf(principal, siteId);
  const concealed = await loadConcealed(db, siteId);
  return (zone) => !concealed.has(zone) || reaches(rooms, [zone]);
}

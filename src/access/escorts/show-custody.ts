import type { Principal } from '../../authority/principal.ts';
import { reaches, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { CustodyMode } from '../../log/effects.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { listCustody } from './list-custody.ts';

/** How a ward comes along with their escort, in words. */
const modeNames = {
  read: '読取りによる付添い',
  declared: '同行申告',
} as const satisfies Record<CustodyMode, string>;

/**
 * Who escorts whom as it is shown to somebody, with the names of places and, where they may know by name whom they see, of both persons.
 * Whoever escorts is told whom, and no name of a hidden room for that (別表1 行6 ※1).
 */
export async function showCustody(pool: Pool, viewer: Principal, siteId: string) {
  const { seen, named, rooms } = visibilityOf(viewer, siteId);
  const own = viewer.actor.type === 'person' ? viewer.actor.id : undefined;
  const listed = await listCustody(pool, siteId, seen === 'all' ? 'all' : [...seen], own);
  const db = databaseOf(pool);
  const told = listed.filter(
    ({ escort, zone }) => escort === own || reaches(named, zone === null ? [] : [zone]),
  );
  const [who, concealed] = await Promise.all([
    loadWhoIs(
      pool,
      siteId,
      told.flatMap(({ ward, escort }) => [ward, escort]),
    ),
    loadConcealed(db, siteId),
  ]);
  const shown = listed
    .flatMap(({ zone }) => zone ?? [])
    .filter((zone) => !concealed.has(zone) || reaches(rooms, [zone]));
  const zones = await findZones(db, siteId, [...new Set(shown)]);
  return {
    items: listed.map((one) => ({
      ...one,
      modeName: modeNames[one.mode],
      zoneName: (one.zone === null ? undefined : zones.get(one.zone)?.name) ?? null,
    })),
    names: Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]]))),
  };
}

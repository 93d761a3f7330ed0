import type { Principal } from '../../authority/principal.ts';
import { reaches, type SomeZones, visibilityOf } from '../../authority/visibility.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { CustodyMode } from '../../log/entry/effects.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { outsiderRows } from '../../zones/regulation/outsider-rows.ts';
import { type ApartAsked, listApart } from './list-apart.ts';
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
  const told = listed.filter(
    ({ escort, zone }) => escort === own || reaches(named, zone === null ? [] : [zone]),
  );
  const names = await namesOf(pool, siteId, told);
  const zoneNames = await zoneNamesOf(pool, siteId, rooms, listed);
  return {
    items: listed.map((one) => ({
      ...one,
      modeName: modeNames[one.mode],
      zoneName: zoneNames(one.zone),
      row: outsiderRows.escort[one.basis === 'visit' ? 'visit' : 'standing'],
    })),
    names,
  };
}

/** The times in which wards were without escort, as they are shown to somebody: places and both persons as in the list of who escorts whom. */
export async function showApart(pool: Pool, viewer: Principal, siteId: string, asked: ApartAsked) {
  const { seen, named, rooms } = visibilityOf(viewer, siteId);
  const { items, next } = await listApart(pool, siteId, seen, asked);
  const zoneNames = await zoneNamesOf(pool, siteId, rooms, items);
  const kinds = await loadWhoIs(
    pool,
    siteId,
    items.map(({ ward }) => ward),
  );
  return {
    items: items.map((one) => ({
      ...one,
      zoneName: zoneNames(one.zone),
      row: outsiderRows.escort[(kinds.get(one.ward)?.kind ?? 'visitor') === 'visitor' ? 'visit' : 'standing'],
    })),
    next,
    names: await namesOf(
      pool,
      siteId,
      items.filter(({ zone }) => reaches(named, [zone])),
    ),
  };
}

/** What wards and escorts are called. */
async function namesOf(
  pool: Pool,
  siteId: string,
  pairs: readonly { readonly ward: string; readonly escort: string }[],
): Promise<Record<string, string>> {
  const who = await loadWhoIs(
    pool,
    siteId,
    pairs.flatMap(({ ward, escort }) => [ward, escort]),
  );
  return Object.fromEntries([...who].flatMap(([id, { name }]) => (name === null ? [] : [[id, name]])));
}

/** What the zones are called to whom hidden rooms are told in `rooms`. */
async function zoneNamesOf(
  pool: Pool,
  siteId: string,
  rooms: SomeZones,
  placed: readonly { readonly zone: string | null }[],
): Promise<(zone: string | null) => string | null> {
  const db = databaseOf(pool);
  const concealed = await loadConcealed(db, siteId);
  const shown = placed
    .flatMap(({ zone }) => zone ?? [])
    .filter((zone) => !concealed.has(zone) || reaches(rooms, [zone]));
  const zones = await findZones(db, siteId, [...new Set(shown)]);
  return (zone) => (zone === null ? undefined : zones.get(zone)?.name) ?? null;
}

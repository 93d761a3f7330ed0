import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import type { CameraState } from './camera-lifecycle.ts';
import { cameras } from './tables.ts';

export type CameraRow = typeof cameras.$inferSelect;

/** A camera, as its zone calls it. */
export type CameraKey = { readonly zone: string; readonly code: string };

/** Locks the current row of a camera for a step. */
export async function lockCamera(
  { db }: Tx,
  siteId: string,
  camera: CameraKey,
): Promise<CameraRow | undefined> {
  const [row] = await db.select().from(cameras).where(isCurrent(siteId, camera)).for('update');
  return row;
}

/** Whether a zone has, or had, a camera of this code. */
export async function isCameraKnown(db: Database, siteId: string, camera: CameraKey): Promise<boolean> {
  const [row] = await db.select({ code: cameras.code }).from(cameras).where(isCurrent(siteId, camera));
  return row !== undefined;
}

/** The cameras with one of these codes, and all of these zones, as they stand. */
export function findCameras(
  db: Database,
  siteId: string,
  { codes, zones }: { readonly codes: readonly string[]; readonly zones: readonly string[] },
): Promise<readonly CameraRow[]> {
  // A list of none has no type; no code and no zone is empty.
  const among = (ids: readonly string[]) => (ids.length === 0 ? [''] : [...ids]);
  return db
    .select()
    .from(cameras)
    .where(
      and(
        eq(cameras.siteId, siteId),
        isNull(cameras.untilSeq),
        or(inArray(cameras.code, among(codes)), inArray(cameras.zoneId, among(zones))),
      ),
    )
    .orderBy(asc(cameras.zoneId), asc(cameras.code));
}

export type CameraQuery = ZonesAsked & {
  readonly limit: number;
  /** `zone.code` of the last camera of the page before. */
  readonly after?: string | undefined;
  readonly state?: CameraState | undefined;
};

/** The cameras of a site as they stand, by zone and code. */
export async function listCameras(
  db: Database,
  siteId: string,
  { limit, after, state, ...asked }: CameraQuery,
): Promise<Page<CameraRow>> {
  const rows = await db
    .select()
    .from(cameras)
    .where(
      and(
        eq(cameras.siteId, siteId),
        isNull(cameras.untilSeq),
        after === undefined ? undefined : isAfter(after),
        inZonesShown(cameras.zoneId, asked),
        state === undefined ? undefined : eq(cameras.state, state),
      ),
    )
    .orderBy(asc(cameras.zoneId), asc(cameras.code))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => `${last.zoneId}.${last.code}`);
}

function isAfter(camera: string) {
  const [zone = '', code = ''] = camera.split('.');
  return or(gt(cameras.zoneId, zone), and(eq(cameras.zoneId, zone), gt(cameras.code, code)));
}

/** Writes a new camera; the caller holds the head. */
export async function addCamera({ db }: Tx, camera: CameraRow): Promise<void> {
  await db.insert(cameras).values(camera);
}

/** Changes a camera from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveCamera(
  tx: Tx,
  current: CameraRow,
  change: Pick<CameraRow, 'state' | 'reason'>,
  seq: number,
): Promise<void> {
  const { siteId, zoneId: zone, code } = current;
  await changeOneRow(tx, cameras, isCurrent(siteId, { zone, code }), current, change, seq);
}

function isCurrent(siteId: string, { zone, code }: CameraKey) {
  return and(
    eq(cameras.siteId, siteId),
    eq(cameras.zoneId, zone),
    eq(cameras.code, code),
    isNull(cameras.untilSeq),
  );
}

import { and, arrayOverlaps, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { loadTimesOf } from '../../log/reading/load-times-of.ts';
import { loadZoneTurns } from '../../zones/plan/load-zone-turns.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import { permitKindNames } from '../kinds/permit-kinds.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { permits } from '../registry/tables.ts';
import { loadLapsed } from '../waivers/waiver-rows.ts';
import type { RuledApplication } from '../weighing/weigh-rule.ts';

/** A permit, as far as it says by what it may have been spared. */
type Spared = RuledApplication & Pick<PermitRow, 'validFrom'>;

type Period = {
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
};

/** What spared some applications until it ended. */
type Sparing = {
  readonly rows: readonly string[];
  /** None = 要管理対策区域外. */
  readonly zoneIds: readonly string[];
  /** null = every unit. */
  readonly unit: string | null;
  /** None = everybody. */
  readonly personIds: readonly string[];
  readonly until: Date;
};

/**
 * When, since a permit began, a zone of it was given another class or control, or a waiver or an exception ended that may have been for it. By
 * which determination it is asked, and since when, its rule says itself.
 */
export async function loadTurns(
  db: Database,
  siteId: string,
  permit: Spared,
  now: Date,
): Promise<readonly Date[]> {
  const since = { from: permit.validFrom, until: now };
  const turned = await loadTimesOf(db, siteId, await loadZoneTurns(db, siteId, permit.zoneIds));
  const sparing = [
    ...(await loadLapsed(db, siteId, since)),
    ...(await loadEndedExceptions(db, siteId, permit.zoneIds, since)),
  ];
  return [...turned.values(), ...sparing.filter((one) => isFor(one, permit)).map(({ until }) => until)];
}

/** Whether it spared something of what this permit is for. Pure. */
function isFor({ rows, zoneIds, unit, personIds }: Sparing, permit: Spared): boolean {
  const inZones =
    permit.zoneIds.length === 0
      ? zoneIds.length === 0
      : permit.zoneIds.some((zone) => zoneIds.includes(zone));
  return (
    inZones &&
    permit.asked.some(({ row }) => rows.includes(row)) &&
    (unit === null || unit === permit.organisationId) &&
    (personIds.length === 0 || permit.concernedIds.some((id) => personIds.includes(id)))
  );
}

const leavingAside = permitKindNames.filter((kind) => leavesAside(kind) !== undefined);

/** The exceptions in these zones, for everybody there or by name, that ended or ran out within a period. */
async function loadEndedExceptions(
  db: Database,
  siteId: string,
  zones: readonly string[],
  { from, until }: Period,
): Promise<readonly Sparing[]> {
  if (zones.length === 0) return [];
  const end = sql<Date>`least(${permits.endedAt}, ${permits.validUntil})`.mapWith(permits.validUntil);
  const rows = await db
    .select({
      asked: permits.asked,
      zoneIds: permits.zoneIds,
      personIds: permits.concernedIds,
      until: end,
    })
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(permits.untilSeq),
        inArray(permits.kind, leavingAside),
        arrayOverlaps(permits.zoneIds, [...zones]),
        gt(end, from),
        lte(end, until),
      ),
    );
  return rows.map(({ asked, ...row }) => ({ ...row, rows: asked.map(({ row: id }) => id), unit: null }));
}

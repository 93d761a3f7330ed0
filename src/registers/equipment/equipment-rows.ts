import { and, asc, count, eq, gt, gte, inArray, isNull, min, ne, sql } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import type { EquipmentKind, EquipmentSort } from './equipment-kinds.ts';
import type { EquipmentState } from './equipment-lifecycle.ts';
import { equipment } from './tables.ts';

export type EquipmentRow = typeof equipment.$inferSelect;

/** Locks the current row of a thing for a change. */
export async function lockEquipment(
  { db }: Tx,
  siteId: string,
  equipmentId: string,
): Promise<EquipmentRow | undefined> {
  const [row] = await db.select().from(equipment).where(isCurrent(siteId, equipmentId)).for('update');
  return row;
}

/** Every version of a thing, the current one first. */
export function findVersions(
  db: Database,
  siteId: string,
  equipmentId: string,
): Promise<readonly EquipmentRow[]> {
  return db
    .select()
    .from(equipment)
    .where(and(eq(equipment.siteId, siteId), eq(equipment.equipmentId, equipmentId)))
    .orderBy(sql`${equipment.fromSeq} desc`);
}

/** Which of these 管理番号 something bears, or bore. */
export async function findNumbersBorne(
  db: Database,
  siteId: string,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ number: equipment.number })
    .from(equipment)
    .where(
      and(
        eq(equipment.siteId, siteId),
        isNull(equipment.untilSeq),
        sql`${equipment.number} = any(${sql.param([...numbers])}::text[])`,
      ),
    );
  return new Set(rows.map(({ number }) => number));
}

export type EquipmentQuery = ZonesAsked & {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly kind?: EquipmentKind | undefined;
  readonly system?: string | undefined;
  /** Absent = whatever still stands somewhere. */
  readonly state?: EquipmentState | undefined;
};

/** The things of a site in the order they were registered. */
export async function listEquipment(
  db: Database,
  siteId: string,
  { limit, after, kind, system, state, ...asked }: EquipmentQuery,
): Promise<Page<EquipmentRow>> {
  const rows = await db
    .select()
    .from(equipment)
    .where(
      and(
        eq(equipment.siteId, siteId),
        isNull(equipment.untilSeq),
        state === undefined ? ne(equipment.state, 'disposed') : eq(equipment.state, state),
        after === undefined ? undefined : gt(equipment.equipmentId, after),
        inZonesShown(equipment.zoneId, asked),
        kind === undefined ? undefined : eq(equipment.kind, kind),
        system === undefined ? undefined : eq(equipment.systemId, system),
      ),
    )
    .orderBy(asc(equipment.equipmentId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.equipmentId);
}

/** Things of one kind that stand in a zone. */
export type ThingsCounted = {
  readonly zone: string;
  readonly kind: EquipmentKind;
  readonly pieces: number;
  /** The numbers of some of them, in order. */
  readonly numbers: readonly string[];
};

/** Things of one sort that stand in a zone, secured alike. */
export type EquipmentCounted = ThingsCounted &
  EquipmentSort & {
    /** null = nothing was told of it. */
    readonly securedBy: string | null;
    /** The day the first of them was placed. */
    readonly since: string;
  };

/** So many numbers tell which things are meant. */
const numbersTold = 3;
const someNumbers = sql<
  string[]
>`(array_agg(${equipment.number} order by ${equipment.number}))[1:${sql.raw(String(numbersTold))}]`;

/** Counts what stands in these zones by sort, and by what secures it. */
export async function countEquipmentIn(
  db: Database,
  siteId: string,
  zones: readonly string[],
): Promise<readonly EquipmentCounted[]> {
  const { zoneId: zone, kind, authenticates, securedBy, placedOn } = equipment;
  const rows = await db
    .select({
      ...{ zone, kind, authenticates, securedBy, pieces: count(), since: min(placedOn) },
      numbers: someNumbers,
    })
    .from(equipment)
    .where(standsIn(siteId, zones))
    .groupBy(zone, kind, authenticates, securedBy)
    .orderBy(asc(zone), asc(kind), asc(authenticates), asc(securedBy));
  return rows.flatMap(({ since, ...counted }) => (since === null ? [] : [{ ...counted, since }]));
}

/** Counts what was placed in these zones from a day on, and stands there without a permit. */
export function countUnpermittedIn(
  db: Database,
  siteId: string,
  zones: readonly string[],
  since: string,
): Promise<readonly ThingsCounted[]> {
  const { zoneId: zone, kind, permitId, placedOn } = equipment;
  return db
    .select({ zone, kind, pieces: count(), numbers: someNumbers })
    .from(equipment)
    .where(and(standsIn(siteId, zones), isNull(permitId), gte(placedOn, since)))
    .groupBy(zone, kind)
    .orderBy(asc(zone), asc(kind));
}

/** What stands in one of these zones now. */
function standsIn(siteId: string, zones: readonly string[]) {
  const { untilSeq, state, zoneId } = equipment;
  return and(
    eq(equipment.siteId, siteId),
    isNull(untilSeq),
    ne(state, 'disposed'),
    inArray(zoneId, [...zones]),
  );
}

/** Writes new things; the caller holds the head. */
export async function addEquipment({ db }: Tx, things: readonly EquipmentRow[]): Promise<void> {
  await db.insert(equipment).values([...things]);
}

/** Changes a thing from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveEquipment(
  tx: Tx,
  current: EquipmentRow,
  change: Partial<EquipmentRow> & Pick<EquipmentRow, 'changedAt'>,
  seq: number,
): Promise<void> {
  const { siteId, equipmentId } = current;
  await changeOneRow(tx, equipment, isCurrent(siteId, equipmentId), current, change, seq);
}

function isCurrent(siteId: string, equipmentId: string) {
  return and(
    eq(equipment.siteId, siteId),
    eq(equipment.equipmentId, equipmentId),
    isNull(equipment.untilSeq),
  );
}

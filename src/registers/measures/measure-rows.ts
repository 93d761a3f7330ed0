import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { inZonesShown, type ZonesAsked } from '../../zones/registers/in-zones-shown.ts';
import type { MeasuredRow } from './measured-rows.ts';
import { zoneMeasures } from './tables.ts';

export type MeasureRow = typeof zoneMeasures.$inferSelect;

/** Locks the current row of a measure for a change. */
export async function lockMeasure(
  { db }: Tx,
  siteId: string,
  measureId: string,
): Promise<MeasureRow | undefined> {
  const [row] = await db.select().from(zoneMeasures).where(isCurrent(siteId, measureId)).for('update');
  return row;
}

/** The measures that stand in these zones, the oldest first. */
export function findMeasuresIn(
  db: Database,
  siteId: string,
  zones: readonly string[],
): Promise<readonly MeasureRow[]> {
  return db
    .select()
    .from(zoneMeasures)
    .where(and(isStanding(siteId), inArray(zoneMeasures.zoneId, [...zones])))
    .orderBy(asc(zoneMeasures.measureId));
}

export type MeasureQuery = ZonesAsked & {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly row?: MeasuredRow | undefined;
};

/** The measures of a site that stand, in the order they were recorded. */
export async function listMeasures(
  db: Database,
  siteId: string,
  { limit, after, row, ...asked }: MeasureQuery,
): Promise<Page<MeasureRow>> {
  const rows = await db
    .select()
    .from(zoneMeasures)
    .where(
      and(
        isStanding(siteId),
        after === undefined ? undefined : gt(zoneMeasures.measureId, after),
        inZonesShown(zoneMeasures.zoneId, asked),
        row === undefined ? undefined : eq(zoneMeasures.row, row),
      ),
    )
    .orderBy(asc(zoneMeasures.measureId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.measureId);
}

/** Changes a measure from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveMeasure(
  tx: Tx,
  current: MeasureRow,
  change: Partial<MeasureRow>,
  seq: number,
): Promise<void> {
  const { siteId, measureId } = current;
  await changeOneRow(tx, zoneMeasures, isCurrent(siteId, measureId), current, change, seq);
}

function isCurrent(siteId: string, measureId: string) {
  return and(
    eq(zoneMeasures.siteId, siteId),
    eq(zoneMeasures.measureId, measureId),
    isNull(zoneMeasures.untilSeq),
  );
}

function isStanding(siteId: string) {
  return and(eq(zoneMeasures.siteId, siteId), isNull(zoneMeasures.untilSeq), isNull(zoneMeasures.endReason));
}

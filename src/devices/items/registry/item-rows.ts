import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../../db/change-one-row.ts';
import type { Tx } from '../../../db/in-transaction.ts';
import type { Database } from '../../../db/pool.ts';
import { items } from './tables.ts';

export type ItemRow = typeof items.$inferSelect;

/** Items by id as they stand; an id that was asked for and is not here names none. */
export async function findItems(
  db: Database,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ItemRow>> {
  if (ids.length === 0) return new Map();
  return byId(await db.select().from(items).where(areCurrent(siteId, ids)));
}

/** The same, held to the end of the act: whoever else looks at one of them waits. The caller holds the permits that name them. */
export async function lockItems(
  { db }: Tx,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ItemRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(items)
    .where(areCurrent(siteId, ids))
    .orderBy(asc(items.itemId))
    .for('update');
  return byId(rows);
}

/** Every version of an item, the newest first; none where there is no such item. */
export function loadItemVersions(db: Database, siteId: string, itemId: string): Promise<readonly ItemRow[]> {
  return db
    .select()
    .from(items)
    .where(and(eq(items.siteId, siteId), eq(items.itemId, itemId)))
    .orderBy(desc(items.fromSeq));
}

/** The items that are where they are by a permit. */
export function loadItemsOfPermit(
  db: Database,
  siteId: string,
  permitId: string,
): Promise<readonly ItemRow[]> {
  return db
    .select()
    .from(items)
    .where(and(eq(items.siteId, siteId), eq(items.permitId, permitId), isNull(items.untilSeq)));
}

export async function addItem({ db }: Tx, item: ItemRow): Promise<void> {
  await db.insert(items).values(item);
}

/** Changes an item from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveItem(
  tx: Tx,
  current: ItemRow,
  change: Partial<ItemRow>,
  seq: number,
): Promise<void> {
  const { siteId, itemId } = current;
  await changeOneRow(tx, items, areCurrent(siteId, [itemId]), current, change, seq);
}

function areCurrent(siteId: string, ids: readonly string[]) {
  return and(eq(items.siteId, siteId), inArray(items.itemId, [...ids]), isNull(items.untilSeq));
}

function byId(rows: readonly ItemRow[]): ReadonlyMap<string, ItemRow> {
  return new Map(rows.map((row) => [row.itemId, row]));
}

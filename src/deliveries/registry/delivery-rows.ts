import { and, desc, eq, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { deliveries } from './tables.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

/** Locks the current row of a delivery: every act on it does so before it takes the site's head (ADR 0002). */
export async function lockDelivery(
  { db }: Tx,
  siteId: string,
  deliveryId: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await db.select().from(deliveries).where(isCurrent(siteId, deliveryId)).for('update');
  return row;
}

/** Every version of a delivery, the newest first; none where there is no such delivery. */
export function loadDeliveryVersions(
  db: Database,
  siteId: string,
  deliveryId: string,
): Promise<readonly DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.siteId, siteId), eq(deliveries.deliveryId, deliveryId)))
    .orderBy(desc(deliveries.fromSeq));
}

/** Writes something that was handed over now, and nothing yet of what becomes of it; the caller holds the head. */
export async function addDelivery({ db }: Tx, delivery: typeof deliveries.$inferInsert): Promise<void> {
  await db.insert(deliveries).values(delivery);
}

/** Changes a delivery from `seq` of its site's log on; the caller holds its row and the head. */
export async function saveDelivery(
  tx: Tx,
  current: DeliveryRow,
  change: Partial<DeliveryRow>,
  seq: number,
): Promise<void> {
  const { siteId, deliveryId } = current;
  await changeOneRow(tx, deliveries, isCurrent(siteId, deliveryId), current, change, seq);
}

function isCurrent(siteId: string, deliveryId: string) {
  return and(
    eq(deliveries.siteId, siteId),
    eq(deliveries.deliveryId, deliveryId),
    isNull(deliveries.untilSeq),
  );
}

import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { DeliveryWay } from '../rule/ways.ts';
import type { DeliveriesSeen } from './deliveries-seen.ts';
import type { DeliveryState } from './delivery-lifecycle.ts';
import type { DeliveryRow } from './delivery-rows.ts';
import { deliveries } from './tables.ts';

export type DeliveryQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly way?: DeliveryWay | undefined;
  readonly state?: DeliveryState | undefined;
  readonly section?: string | undefined;
  /** Only what waits for so many whole days, or more. */
  readonly waitingDays?: number | undefined;
};

/** The deliveries of a site as they stand, in the order they were recorded; those that are `seen`. */
export async function listDeliveries(
  db: Database,
  siteId: string,
  { limit, after, way, state, section, waitingDays }: DeliveryQuery,
  seen: DeliveriesSeen,
  now: Date,
): Promise<Page<DeliveryRow>> {
  const since = waitingDays === undefined ? undefined : new Date(now.getTime() - waitingDays * dayMs);
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.siteId, siteId),
        isNull(deliveries.untilSeq),
        after === undefined ? undefined : gt(deliveries.deliveryId, after),
        way === undefined ? undefined : eq(deliveries.way, way),
        state === undefined ? undefined : eq(deliveries.state, state),
        section === undefined ? undefined : eq(deliveries.sectionId, section),
        since === undefined
          ? undefined
          : and(eq(deliveries.state, 'waiting'), lte(deliveries.takenAt, since)),
        seen === 'all'
          ? undefined
          : or(
              inArray(deliveries.zoneId, [...seen.zones]),
              inArray(deliveries.sectionId, [...seen.sections]),
              inArray(deliveries.senderId, [...seen.sections]),
              ...(seen.person === undefined
                ? []
                : [eq(deliveries.handledBy, seen.person), eq(deliveries.courierId, seen.person)]),
            ),
      ),
    )
    .orderBy(asc(deliveries.deliveryId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.deliveryId);
}

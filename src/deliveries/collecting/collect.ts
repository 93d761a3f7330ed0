import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import { type DeliveriesSeen, isDeliverySeen } from '../registry/deliveries-seen.ts';
import { type DeliveryState, deliveryStateAfter } from '../registry/delivery-lifecycle.ts';
import { lockDelivery, saveDelivery } from '../registry/delivery-rows.ts';
import { judgeRecorder } from '../rule/judge-recorder.ts';
import { stepNotOpen } from './step-not-open.ts';

/** What was collected: whether the sheets are as many as they were, and whether somebody of its 課室 came. */
export type Collected = {
  readonly state: DeliveryState;
  /** Sheets counted now less those counted at the beginning; null where none are counted. */
  readonly difference: number | null;
  readonly otherSection: boolean;
};

/**
 * Records who collected a delivery, or received documents, and how many sheets they counted. A difference and somebody of another
 * 課室 are told and recorded, never refused. Whose answer this is may collect what they see.
 */
export function collect(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  deliveryId: string,
  {
    by,
    sheets,
    seen,
  }: { readonly by: string; readonly sheets?: number | undefined; readonly seen: DeliveriesSeen },
): Promise<Result<Collected, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const stranger = judgeRecorder(context.principal, siteId, by);
    if (stranger !== undefined) return refuse(stranger);
    const staff = await holdActiveStaff(tx, [by]);
    const delivery = await lockDelivery(tx, siteId, deliveryId);
    if (delivery === undefined || !isDeliverySeen(delivery, seen)) return refuse({ code: 'not-found' });
    const state = deliveryStateAfter(delivery.state, 'collect');
    if (state === undefined) return refuse(stepNotOpen(delivery.state));
    const isCounted = delivery.sheets !== null;
    const errors = [
      ...(staff.has(by) ? [] : [{ at: '/by', message: '在職中の行政事務従事者にしてください' }]),
      ...(isCounted === (sheets !== undefined) ? [] : [isCounted ? uncounted : notCounted]),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const unit = (await loadUnitsOf(tx.db, [by])).get(by);
    const otherSection = delivery.sectionId !== null && unit !== delivery.sectionId;
    const difference = sheets === undefined ? null : sheets - (delivery.sheets ?? 0);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'delivery-collected',
      subject: {
        person: by,
        ...(delivery.zoneId === null ? {} : { to: delivery.zoneId }),
        ...(delivery.sectionId === null ? {} : { organisation: delivery.sectionId }),
      },
      details: { delivery: deliveryId, otherSection, ...(difference === null ? {} : { sheets, difference }) },
    });
    const change = { state, collectedBy: by, collectedAt: tx.now, sheetsCollected: sheets ?? null };
    await saveDelivery(tx, delivery, change, seq);
    return ok({ state, difference, otherSection });
  });
}

const uncounted = { at: '/sheets', message: '情報を含む物は、受け取った枚数を数えてください' };
const notCounted = { at: '/sheets', message: '枚数を数えるのは情報を含む物だけです' };

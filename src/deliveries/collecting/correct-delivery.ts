import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { type DeliveryState, deliveryStateAfter } from '../registry/delivery-lifecycle.ts';
import { type DeliveryRow, lockDelivery, saveDelivery } from '../registry/delivery-rows.ts';
import { stepNotOpen } from './step-not-open.ts';

/** What the desk puts right. */
export type Correction =
  | { readonly step: 'put-back'; readonly reason: string }
  | { readonly step: 'return'; readonly reason: string }
  | { readonly step: 'readdress'; readonly section: string; readonly reason: string };

const entryKinds = {
  'put-back': 'delivery-put-back',
  return: 'delivery-returned',
  readdress: 'delivery-readdressed',
} as const satisfies Record<Correction['step'], string>;

/** Puts a delivery right with a reason: back at the desk, for another 課室, or returned. Its age counts on from when it came. */
export function correctDelivery(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  deliveryId: string,
  correction: Correction,
): Promise<Result<{ readonly state: DeliveryState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { step, reason } = correction;
    const delivery = await lockDelivery(tx, siteId, deliveryId);
    if (delivery === undefined) return refuse({ code: 'not-found' });
    const state = deliveryStateAfter(delivery.state, step);
    if (state === undefined) return refuse(stepNotOpen(delivery.state));
    const section = step === 'readdress' ? correction.section : delivery.sectionId;
    if (step === 'readdress' && !(await isOrganisation(tx.db, correction.section))) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/section', message: 'この課室は登録されていません' }],
      });
    }
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: {
        ...(delivery.zoneId === null ? {} : { to: delivery.zoneId }),
        ...(section === null ? {} : { organisation: section }),
      },
      details: { delivery: deliveryId, from: delivery.state },
      personal: { recordClass: 'act', data: { words: reason } },
    });
    await saveDelivery(tx, delivery, { ...uncollected, state, sectionId: section, reason }, seq);
    return ok({ state });
  });
}

/** Whoever collected it stands in the version before. */
const uncollected = {
  collectedBy: null,
  collectedAt: null,
  sheetsCollected: null,
} as const satisfies Partial<DeliveryRow>;

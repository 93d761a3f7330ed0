import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { loadUnitsOf } from '../../people/registry/load-units-of.ts';
import type { PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import type { RuleTold } from '../../permits/rule/rule-told.ts';
import type { DeliveryState } from '../registry/delivery-lifecycle.ts';
import { addDelivery } from '../registry/delivery-rows.ts';
import { judgeRecorder } from '../rule/judge-recorder.ts';
import type { Handover } from './handover.ts';
import { weighHandover } from './weigh-handover.ts';

/** What was recorded: what the rules say of it, the permit that they ask for, and where it now stands. */
export type TakenOver = {
  readonly id: string;
  readonly state: DeliveryState;
  readonly permit: string | null;
  readonly rule: RuleTold;
};

/**
 * Records what 受渡業者 and staff handed to one another (2.3.1.1(8)(a)). Where row 17, or 18 for information, asks for it in the zone,
 * a permit of the firm has to be in force. What somebody of the 課室 took over is collected at once.
 */
export function takeOver(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  handover: Handover,
): Promise<Result<TakenOver, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { way, zone, carrier, pieces, by, section, care, slip, entry, information } = handover;
    const stranger = judgeRecorder(context.principal, siteId, by);
    if (stranger !== undefined) return refuse(stranger);
    const weighed = await weighHandover(tx, context, siteId, deps.policy, handover);
    if (!weighed.ok) return weighed;
    const { thing, rule, permit } = weighed.value;
    const isOwn = section !== undefined && (await loadUnitsOf(tx.db, [by])).get(by) === section;
    const state = stateOf(way, isOwn);
    await tx.takeHeads([siteId]);
    const id = newId<'delivery'>();
    const fromSeq = tx.record(siteId, {
      kind: way === 'out' ? 'delivery-handed-over' : 'delivery-taken-over',
      subject: {
        to: zone,
        person: by,
        ...(section === undefined ? {} : { organisation: section }),
        ...(permit === null ? {} : { permit }),
      },
      details: {
        delivery: id,
        thing,
        pieces,
        state,
        ...(information === undefined ? {} : { sheets: information.sheets }),
        ...(information?.permission === undefined ? {} : { transfer: information.permission }),
      },
      personal: {
        recordClass: 'act',
        data: {
          carrier,
          ...(information?.receiver === undefined ? {} : { receiver: information.receiver }),
          ...(entry === undefined ? {} : { courier: entry.courier, words: entry.reason }),
        },
      },
    });
    const collected = { collectedBy: by, collectedAt: tx.now, sheetsCollected: information?.sheets };
    await addDelivery(tx, {
      siteId,
      deliveryId: id,
      fromSeq,
      way,
      state,
      thing,
      zoneId: zone,
      carrier,
      pieces,
      care,
      slip,
      sectionId: section,
      handledBy: by,
      courierId: entry?.courier,
      entryReason: entry?.reason,
      grade: information?.grade,
      sheets: information?.sheets,
      transferPermission: information?.permission,
      receiver: information?.receiver,
      permitId: permit,
      takenAt: tx.now,
      ...(state === 'collected' ? collected : {}),
    });
    return ok({ id, state, permit, rule });
  });
}

function stateOf(way: Handover['way'], isOwn: boolean): DeliveryState {
  if (way === 'out') return 'handed-over';
  return isOwn ? 'collected' : 'waiting';
}

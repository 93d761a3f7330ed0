import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import {
  type EquipmentState,
  type EquipmentStep,
  equipmentStateAfter,
  equipmentStateNames,
} from './equipment-lifecycle.ts';
import { saveEquipment } from './equipment-rows.ts';
import { holdEquipment } from './hold-equipment.ts';

/** A step that leaves a thing where it is. */
export type StepInPlace = Exclude<EquipmentStep, 'move'>;

const entryKinds = {
  seal: 'equipment-sealed',
  unseal: 'equipment-unsealed',
  dispose: 'equipment-disposed',
} as const satisfies Record<StepInPlace, string>;

/** Records that a thing was sealed (封印), unsealed, or disposed of, with the reason; of what is disposed of also how it was made unreadable. */
export function takeEquipmentStep(
  deps: ActDeps,
  context: ActContext,
  { siteId, equipmentId }: { readonly siteId: string; readonly equipmentId: string },
  step: StepInPlace,
  reason: string,
): Promise<Result<{ readonly state: EquipmentState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdEquipment(tx, context, siteId, equipmentId);
    if (!held.ok) return held;
    const thing = held.value;
    const state = equipmentStateAfter(thing.state, step);
    if (state === undefined) return refuse(equipmentStepNotOpen(thing.state));
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: { to: thing.zoneId },
      details: { equipment: equipmentId, number: thing.number },
      personal: { recordClass: 'act', data: { reason } },
    });
    await saveEquipment(tx, thing, { state, changedAt: tx.now, reason }, seq);
    return ok({ state });
  });
}

export function equipmentStepNotOpen(state: EquipmentState): Refusal {
  const detail = `「${equipmentStateNames[state]}」のため、この操作はできません。`;
  return { code: 'conflict', detail };
}

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import type { EquipmentDetails, EquipmentDraft } from './equipment-draft.ts';
import { equipmentStateNames } from './equipment-lifecycle.ts';
import { saveEquipment } from './equipment-rows.ts';
import { findEquipmentFaults } from './find-equipment-faults.ts';
import { holdEquipment } from './hold-equipment.ts';

/** Changes what is told of a thing, if the seq of its last change is one that the caller has read; where it stands is a step of its own. */
export function changeEquipment(
  deps: EquipmentDeps,
  context: ActContext,
  { siteId, equipmentId }: { readonly siteId: string; readonly equipmentId: string },
  isSeen: (seq: number) => boolean,
  change: Partial<EquipmentDetails & Pick<EquipmentDraft, 'permitId'>>,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdEquipment(tx, context, siteId, equipmentId);
    if (!held.ok) return held;
    const thing = held.value;
    if (!isSeen(thing.fromSeq)) return refuse({ code: 'version-mismatch' });
    if (thing.state === 'disposed') {
      const detail = `「${equipmentStateNames.disposed}」のため、登録は変えられません。`;
      return refuse({ code: 'conflict', detail });
    }
    // The permit it stands under was looked at when it was told of.
    const next = { ...thing, ...change, permitId: change.permitId ?? null };
    const errors = await findEquipmentFaults(deps, tx, context, siteId, next, { isThere: true });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'equipment-changed',
      subject: { to: thing.zoneId },
      details: { equipment: equipmentId, changed: Object.keys(change).sort() },
    });
    await saveEquipment(tx, thing, { ...change, changedAt: tx.now, reason: null }, seq);
    return ok({ seq });
  });
}

import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import { type EquipmentState, equipmentStateAfter } from './equipment-lifecycle.ts';
import { saveEquipment } from './equipment-rows.ts';
import { findEquipmentFaults } from './find-equipment-faults.ts';
import { holdEquipment, notTheirEquipment } from './hold-equipment.ts';
import { equipmentStepNotOpen } from './take-equipment-step.ts';

/** Where a thing is moved on which day of the site, and what secures it there; absent = nothing is told of it yet. */
export type EquipmentMove = {
  readonly zone: string;
  readonly placedOn: string;
  readonly securedBy?: string | undefined;
  /** The permit to install it there, where one was asked. */
  readonly permit?: string | undefined;
  readonly reason: string;
};

/** Records that a thing was moved into another zone, by whoever answers for both: a wire stays where it is screwed on, so what secures it is told anew. */
export function moveEquipment(
  deps: EquipmentDeps,
  context: ActContext,
  { siteId, equipmentId }: { readonly siteId: string; readonly equipmentId: string },
  { zone, placedOn, securedBy, permit, reason }: EquipmentMove,
): Promise<Result<{ readonly state: EquipmentState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdEquipment(tx, context, siteId, equipmentId);
    if (!held.ok) return held;
    const thing = held.value;
    const kept = await findKeptZone(tx, context, siteId, zone, notTheirEquipment);
    if (!kept.ok) return kept;
    const state = equipmentStateAfter(thing.state, 'move');
    if (state === undefined) return refuse(equipmentStepNotOpen(thing.state));
    const there = { zoneId: zone, placedOn, securedBy: securedBy ?? null, permitId: permit ?? null };
    const moved = { ...thing, ...there };
    const errors = [
      ...(placedOn < thing.placedOn ? [movedBeforePlaced(thing.placedOn)] : []),
      ...(await findEquipmentFaults(deps, tx, context, siteId, moved, kept.value)),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'equipment-moved',
      subject: { from: thing.zoneId, to: zone },
      details: { equipment: equipmentId, number: thing.number, on: placedOn, permit: permit ?? null },
      personal: { recordClass: 'act', data: { reason } },
    });
    await saveEquipment(tx, thing, { ...there, state, changedAt: tx.now, reason }, seq);
    return ok({ state });
  });
}

function movedBeforePlaced(placedOn: string): FieldError {
  return {
    at: '/placedOn',
    message: `今の区域に置かれたのは${placedOn}です。それより前に移したとは記録できません`,
  };
}

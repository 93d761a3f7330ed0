import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import type { EquipmentDraft } from './equipment-draft.ts';
import { addEquipment, findNumbersBorne } from './equipment-rows.ts';
import { findEquipmentFaults } from './find-equipment-faults.ts';
import { notTheirEquipment } from './hold-equipment.ts';

/** Registers a thing that stands in a zone (2.3.1.1(4)), by whoever answers for the zone. */
export function registerEquipment(
  deps: EquipmentDeps,
  context: ActContext,
  siteId: string,
  draft: EquipmentDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const kept = await findKeptZone(tx, context, siteId, draft.zoneId, notTheirEquipment);
    if (!kept.ok) return kept;
    const faults = await findEquipmentFaults(deps, tx, context, siteId, draft, kept.value);
    await tx.takeHeads([siteId]);
    const borneAlready = await findNumbersBorne(tx.db, siteId, [draft.number]);
    const errors = [...faults, ...(borneAlready.size > 0 ? [borne] : [])];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const id = newId<'equipment'>();
    const fromSeq = tx.record(siteId, {
      kind: 'equipment-registered',
      subject: { to: draft.zoneId },
      details: { equipment: id, sort: draft.kind, number: draft.number, permit: draft.permitId },
    });
    await addEquipment(tx, [
      {
        ...draft,
        ...{ siteId, equipmentId: id, fromSeq, untilSeq: null },
        ...{ state: 'in-place', changedAt: tx.now, reason: null },
      },
    ]);
    return ok({ id });
  });
}

const borne: FieldError = {
  at: '/number',
  message: 'この管理番号はほかの機器のものです（廃棄したものも含む）',
};

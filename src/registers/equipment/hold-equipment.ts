import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdEntry } from '../../zones/registers/hold-entry.ts';
import { keepsRegister, notTheirRegister } from '../../zones/registers/keeps-register.ts';
import { type EquipmentRow, lockEquipment } from './equipment-rows.ts';

/** Locks a thing for whoever keeps the register of the zone it stands in, before any head. */
export async function holdEquipment(
  tx: ActTx,
  context: ActContext,
  siteId: string,
  equipmentId: string,
): Promise<Result<EquipmentRow, Refusal>> {
  const held = await holdEntry(tx, context, siteId, await lockEquipment(tx, siteId, equipmentId));
  if (!held.ok || keepsRegister(context.principal, siteId, held.value.zoneId)) return held;
  return refuse(notTheirEquipment);
}

export const notTheirEquipment = notTheirRegister('区域の機器');

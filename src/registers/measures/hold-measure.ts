import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { holdEntry } from '../../zones/registers/hold-entry.ts';
import { keepsRegister, notTheirRegister } from '../../zones/registers/keeps-register.ts';
import { lockMeasure, type MeasureRow } from './measure-rows.ts';

/** Locks a measure that stands for whoever keeps it, before any head. */
export async function holdMeasure(
  tx: ActTx,
  context: ActContext,
  siteId: string,
  measureId: string,
): Promise<Result<MeasureRow, Refusal>> {
  const held = await holdEntry(tx, context, siteId, await lockMeasure(tx, siteId, measureId));
  if (!held.ok) return held;
  const { endReason, zoneId } = held.value;
  if (endReason !== null) return refuse({ code: 'not-found' });
  return keepsRegister(context.principal, siteId, zoneId) ? held : refuse(notTheirMeasures);
}

export const notTheirMeasures = notTheirRegister('区域に講じた対策');

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/perform-act.ts';
import { loadHiddenFrom } from '../../zones/knowing/load-hidden-from.ts';
import { keepsMeasures, notTheirMeasures } from './keeps-measures.ts';
import { lockMeasure, type MeasureRow } from './measure-rows.ts';

/** Locks a measure that stands for whoever keeps it, before any head; one of a room that is hidden from them is none (ADR 0052). */
export async function holdMeasure(
  tx: ActTx,
  { principal }: ActContext,
  siteId: string,
  measureId: string,
): Promise<Result<MeasureRow, Refusal>> {
  const measure = await lockMeasure(tx, siteId, measureId);
  const hidden = await loadHiddenFrom(tx, principal, siteId);
  if (measure === undefined || measure.endReason !== null || hidden.has(measure.zoneId)) {
    return refuse({ code: 'not-found' });
  }
  return keepsMeasures(principal, siteId, measure.zoneId) ? ok(measure) : refuse(notTheirMeasures);
}

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { holdMeasure } from './hold-measure.ts';
import { type Inspection, judgeInspection } from './judge-measure.ts';
import { saveMeasure } from './measure-rows.ts';

/** Records that a measure was looked at and found in order (点検), and by when it is to be looked at again. */
export function inspectMeasure(
  deps: ActDeps,
  context: ActContext,
  { siteId, measureId }: { readonly siteId: string; readonly measureId: string },
  inspection: Inspection,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdMeasure(tx, context, siteId, measureId);
    if (!held.ok) return held;
    const measure = held.value;
    const today = dayAt(tx.now, await loadTimeZone(tx.db, siteId));
    const errors = judgeInspection(inspection, { takenOn: measure.takenOn, today });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const { on, found, nextInspectionOn } = inspection;
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'measure-inspected',
      subject: { to: measure.zoneId },
      details: { measure: measureId, row: measure.row, on },
      personal: { recordClass: 'act', data: { found } },
    });
    await saveMeasure(
      tx,
      measure,
      { inspectedOn: on, found, nextInspectionOn: nextInspectionOn ?? null },
      seq,
    );
    return ok({ seq });
  });
}

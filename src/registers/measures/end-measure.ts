import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdMeasure } from './hold-measure.ts';
import { saveMeasure } from './measure-rows.ts';

/** Records that a measure stands no more: from the answer on the gap report misses it. */
export function endMeasure(
  deps: ActDeps,
  context: ActContext,
  { siteId, measureId }: { readonly siteId: string; readonly measureId: string },
  reason: string,
): Promise<Result<Record<string, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdMeasure(tx, context, siteId, measureId);
    if (!held.ok) return held;
    const measure = held.value;
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'measure-ended',
      subject: { to: measure.zoneId },
      details: { measure: measureId, row: measure.row },
      personal: { recordClass: 'act', data: { reason } },
    });
    await saveMeasure(tx, measure, { endReason: reason }, seq);
    return ok({});
  });
}

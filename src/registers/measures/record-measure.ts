import { judgeInPerson } from '../../authority/judge-in-person.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import { notTheirMeasures } from './hold-measure.ts';
import { judgeMeasure, type MeasureDraft } from './judge-measure.ts';
import { zoneMeasures } from './tables.ts';

/** Records a measure that was taken in a zone to keep a row (2.3.1.1(2)(4)(9)), by whoever answers for the zone. */
export function recordMeasure(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  draft: MeasureDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const machine = judgeInPerson(context.principal.actor);
    if (machine !== undefined) return refuse(machine);
    const { zone, row, hazard, cut, what, evidence, takenOn, nextInspectionOn } = draft;
    const kept = await findKeptZone(tx, context, siteId, zone, notTheirMeasures);
    if (!kept.ok) return kept;
    const today = dayAt(tx.now, await loadTimeZone(tx.db, siteId));
    const errors = judgeMeasure(draft, { ...kept.value, today });
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    await tx.takeHeads([siteId]);
    const id = newId<'measure'>();
    const fromSeq = tx.record(siteId, {
      kind: 'measure-recorded',
      subject: { to: zone },
      details: { measure: id, row, on: takenOn },
      personal: { recordClass: 'act', data: { what, evidence } },
    });
    await tx.db.insert(zoneMeasures).values({
      siteId,
      measureId: id,
      fromSeq,
      zoneId: zone,
      row,
      hazard,
      cutPower: cut?.power,
      cutBy: cut?.by,
      what,
      evidence,
      takenOn,
      nextInspectionOn,
      recordedBy: context.principal.actor.id,
    });
    return ok({ id });
  });
}

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { arrivalStateAfter } from '../registry/arrival-lifecycle.ts';
import { changeArrivals, loadArrivalsOf } from '../registry/arrival-rows.ts';
import { subjectOfVisit } from '../registry/subject-of-visit.ts';
import { type VisitState, type VisitStep, visitStateAfter } from '../registry/visit-lifecycle.ts';
import { saveVisit } from '../registry/visit-rows.ts';
import { visitStateWords } from '../shown/shown-visit-state.ts';
import { visitSteps } from '../steps/visit-steps.ts';
import { beginVisitAct } from './begin-visit-act.ts';

const entryKinds = {
  pause: 'visit-paused',
  resume: 'visit-resumed',
  cancel: 'visit-cancelled',
} as const satisfies Record<VisitStep, string>;

/**
 * Pauses, resumes or cancels a visit; no door is opened by a visit paused or cancelled from this answer on (I5), but for those that lead
 * out. With a cancelled visit every day goes to which nobody has come yet.
 */
export function takeVisitStep(
  deps: ActDeps,
  context: ActContext,
  { siteId, visitId }: { readonly siteId: string; readonly visitId: string },
  step: VisitStep,
  reason: string,
): Promise<Result<{ readonly state: VisitState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginVisitAct(tx, context.principal, siteId, visitId, visitSteps[step].by);
    if (!begun.ok) return begun;
    const { visit, members } = begun.value;
    const state = visitStateAfter(visit.state, step);
    if (state === undefined) return refuse(stepNotOpen(visit.state));
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: subjectOfVisit(
        visitId,
        members.map(({ memberId }) => memberId),
      ),
      details: { from: visit.state },
      personal: { recordClass: 'visit', data: { reason } },
    });
    await saveVisit(tx, visit, { state, stateReason: reason }, seq);
    if (step === 'cancel') {
      const cancelled = (await loadArrivalsOf(tx.db, siteId, [visitId])).flatMap((current) => {
        const next = arrivalStateAfter(current.state, 'cancel');
        return next === undefined ? [] : [{ current, change: { state: next } }];
      });
      await changeArrivals(tx, siteId, cancelled, seq);
    }
    await renewAdmissions(tx, siteId, visitId, seq);
    return ok({ state });
  });
}

/** The refusal of an act that a visit in this state is not open to. */
export function stepNotOpen(state: VisitState): Refusal {
  return { code: 'conflict', detail: `この訪問はいま「${shownWords[state]}」です。` };
}

const shownWords = { ...visitStateWords, planned: '予定' };

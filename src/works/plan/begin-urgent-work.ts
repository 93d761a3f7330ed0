import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import type { Applied, PermitDeps } from '../../permits/applying/apply-for-permit.ts';
import { newPermit } from '../../permits/applying/new-permit.ts';
import { weighApplication } from '../../permits/applying/weigh-application.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { addPermit } from '../../permits/registry/permit-rows.ts';
import type { FindPlaces } from '../../permits/using/find-places.ts';
import { judgeUrgentWork } from './judge-urgent-work.ts';
import { type WorkRequest, workApplication } from './work-application.ts';

/** Within how many days of its end an urgent work is reported to whoever would have decided it. */
const reportDays = 7;

/**
 * Lets an urgent work begin without a plan (緊急保守), in the name of the officer who acts: it is in force at once, reported afterwards,
 * and never in a zone of class 3 without an attendant who is there.
 */
export function beginUrgentWork(
  deps: PermitDeps & { readonly findPlaces: FindPlaces },
  context: ActContext,
  siteId: string,
  request: WorkRequest,
): Promise<Result<Applied, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const weighed = await weighApplication(tx, context, siteId, deps.policy, workApplication(request));
    if (!weighed.ok) return weighed;
    const { draft, rule } = weighed.value;
    const places = await deps.findPlaces(tx.client, siteId, request.terms.attendants);
    const refusal = judgeUrgentWork(request, { lines: rule.lines, places, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const id = newId<'permit'>();
    const state = 'filed';
    const fromSeq = tx.record(siteId, {
      ...entryOfPermit('work-urgent', id, draft),
      details: { zones: draft.zoneIds, track: rule.track },
    });
    await addPermit(tx, {
      ...newPermit(
        { ...weighed.value, state },
        { siteId, permitId: id, fromSeq, applicantId: context.principal.actor.id },
      ),
      reportDue: new Date(draft.validUntil.getTime() + reportDays * 86_400_000),
    });
    return ok({ id, state, rule });
  });
}

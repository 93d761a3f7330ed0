import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/perform-act.ts';
import { reportDueOf } from '../kinds/report-due-of.ts';
import { beginPermitAct } from '../registry/begin-permit-act.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { savePermit } from '../registry/permit-rows.ts';
import type { Applied, PermitDeps } from './apply-for-permit.ts';
import { type Application, weighApplication } from './weigh-application.ts';

/** Applies anew for what was returned (差戻し), by whoever applied; what was consented to before counts no more. */
export function resubmitPermit(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  application: Application,
): Promise<Result<Applied, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const weighed = await weighApplication(tx, context, siteId, deps.policy, application);
    if (!weighed.ok) return weighed;
    const { draft, organisationId, rule, state } = weighed.value;
    const filed = state === 'filed';
    const begun = await beginPermitAct(tx, siteId, permitId, filed ? 'file' : 'resubmit');
    if (!begun.ok) return begun;
    const { permit } = begun.value;
    if (permit.applicantId !== context.principal.actor.id) return refuse(notTheirs);
    if (permit.kind !== draft.kind) return refuse({ code: 'not-found' });
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(filed ? 'permit-filed' : 'permit-resubmitted', permitId, draft),
      details: { kind: draft.kind, zones: draft.zoneIds, track: rule.track },
    });
    const change = {
      ...draft,
      concernedIds: [...draft.concernedIds],
      zoneIds: [...draft.zoneIds],
      organisationId,
      rule,
      state,
      consents: [],
      reportDue: reportDueOf(draft.kind, draft.validUntil, draft.asked),
      reason: null,
      afterwards: null,
    };
    await savePermit(tx, permit, change, seq);
    return ok({ id: permitId, state, rule });
  });
}

const notTheirs: Refusal = { code: 'forbidden', detail: '申請し直すのは申請した人だけができます。' };

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { reportDueOf } from '../kinds/report-due-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { savePermit } from '../registry/permit-rows.ts';
import { beginPermitAct } from '../seeing/begin-permit-act.ts';
import type { Applied, PermitDeps } from './apply-for-permit.ts';
import { detailsOfApplication } from './details-of-application.ts';
import { type Application, weighApplication } from './weigh-application.ts';

/** What was sent, as its kind makes an application of it, or why there is nothing to apply for. */
type ApplicationOf = () => Result<Application, Refusal> | Promise<Result<Application, Refusal>>;

/**
 * Applies anew for what was returned (差戻し), by whoever applied; what was consented to before counts no more. What is sent is looked at
 * last: of a permit of other `kinds`, or one that is not theirs, nothing is said of it.
 */
export function resubmitPermit(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  kinds: readonly PermitKind[],
  applicationOf: ApplicationOf,
): Promise<Result<Applied, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginPermitAct(tx, context.principal, siteId, permitId, 'resubmit', kinds);
    if (!begun.ok) return begun;
    const { permit } = begun.value;
    if (permit.applicantId !== context.principal.actor.id) return refuse(notTheirs);
    const application = await applicationOf();
    if (!application.ok) return application;
    const weighed = await weighApplication(tx, context, siteId, deps.policy, application.value);
    if (!weighed.ok) return weighed;
    const { draft, organisationId, rule, quoted, state } = weighed.value;
    const filed = state === 'filed';
    if (permit.kind !== draft.kind) return refuse(otherKind);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit(filed ? 'permit-filed' : 'permit-resubmitted', permitId, draft),
      details: detailsOfApplication(draft, rule, quoted),
    });
    const change = {
      ...draft,
      concernedIds: [...draft.concernedIds],
      zoneIds: [...draft.zoneIds],
      organisationId,
      rule,
      quoted,
      state,
      consents: [],
      reportDue: reportDueOf(draft.kind, draft.validUntil, draft.asked),
      reason: null,
      afterwards: permit.afterwards,
    };
    await savePermit(tx, permit, change, seq);
    return ok({ id: permitId, state, rule });
  });
}

const otherKind: Refusal = {
  code: 'conflict',
  detail: '区域の全体か、人を限るかは、出し直すときに変えられません。新しく申請してください。',
};

const notTheirs: Refusal = { code: 'forbidden', detail: '申請し直すのは申請した人だけができます。' };

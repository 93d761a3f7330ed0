import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type ApplicationStep, applicationLifecycle } from './application-lifecycle.ts';
import { lockApplication, saveApplication } from './application-rows.ts';
import { decidesApplications } from './judge-applicant.ts';
import { judgeApplicationStep } from './judge-application-step.ts';

/** What somebody decides; issuing is an act of its own. */
export type ApplicationDecision = Exclude<ApplicationStep, 'issue'>;

const decisions = {
  approve: { kind: 'account-application-approved', state: applicationLifecycle.requested.approve },
  reject: { kind: 'account-application-rejected', state: applicationLifecycle.requested.reject },
  withdraw: { kind: 'account-application-withdrawn', state: applicationLifecycle.requested.withdraw },
} as const satisfies Record<ApplicationDecision, object>;

/** Approves, rejects or withdraws an application for a login id: whoever approves is neither who applied nor whom it is for (I8). */
export function takeApplicationStep(
  deps: ActDeps,
  context: ActContext,
  applicationId: string,
  { step, reason }: { readonly step: ApplicationDecision; readonly reason?: string },
): Promise<Result<{ readonly state: string }, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const { db, now } = tx;
    const application = await lockApplication(db, applicationId);
    const decides = decidesApplications(principal);
    if (application === undefined || !(decides || application.appliedBy === actor.id)) return refuse(noSuch);
    const { personId, appliedBy } = application;
    const bound = (await loadRoleBonds(db, actor.id, [appliedBy], now)).has(appliedBy);
    const whose = { actor, actsWith: principal.credential.id, bound, decides };
    const refusal = judgeApplicationStep({ application, step, ...whose, now });
    if (refusal !== undefined) return refuse(refusal);
    await tx.takeHeads([ministryLogId]);
    const { kind, state } = decisions[step];
    tx.recordMinistry(
      {
        kind,
        subject: { person: personId, proposer: appliedBy },
        details: { application: applicationId },
        ...(reason === undefined ? {} : { personal: { recordClass: 'act', data: { reason } } }),
      },
      [],
    );
    await saveApplication(db, application, { state, decidedBy: actor.id, decidedAt: now });
    return ok({ state });
  });
}

export const noSuch: Refusal = { code: 'not-found', detail: 'この申請はありません。' };

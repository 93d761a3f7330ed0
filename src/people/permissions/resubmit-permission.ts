import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import type { Application } from './application.ts';
import { applicationDraft, openApplication } from './apply-for-permission.ts';
import { permissionStateAfter } from './permission-lifecycle.ts';
import { findPermission, savePermission } from './permission-rows.ts';
import { permissionStepNotOpen } from './permission-step-not-open.ts';

/** Hands in a returned application again, mended by its applicant; consents given before count no more. */
export function resubmitPermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
  application: Application,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await openApplication(tx, context, siteId, application);
    if (!begun.ok) return begun;
    const permission = await findPermission(tx.db, siteId, permissionId);
    if (permission === undefined || permission.personId !== application.personId) {
      return refuse({ code: 'not-found', detail: 'この庁舎にこの許可はありません。' });
    }
    if (permission.applicantId !== context.principal.actor.id) {
      return refuse({ code: 'forbidden', detail: '差し戻された申請は、申請した人が直してください。' });
    }
    const state = permissionStateAfter(permission.state, 'resubmit');
    if (state === undefined) return refuse(permissionStepNotOpen(permission.state));
    const seq = tx.record(siteId, applicationDraft('permission-resubmitted', permissionId, application));
    const { zoneIds, ...rest } = application;
    const change = { ...rest, zoneIds: [...zoneIds], state, approvals: [], reason: null, reviewBy: null };
    await savePermission(tx, permission, change, seq);
    return ok({ seq });
  });
}

import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { ApplicationTerms } from './application.ts';
import { applicationDraft } from './application-draft.ts';
import { beginApplication } from './begin-application.ts';
import { permissionStateAfter } from './permission-lifecycle.ts';
import { findPermission, savePermission } from './permission-rows.ts';
import { permissionStepNotOpen } from './permission-step-not-open.ts';
import { weighApplication } from './weigh-application.ts';

/** Hands in a returned application again, mended by its applicant; consents given before count no more. */
export function resubmitPermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
  terms: ApplicationTerms,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const seen = await findPermission(tx.db, siteId, permissionId);
    if (seen === undefined) return refuse({ code: 'not-found' });
    const begun = await beginApplication(tx, context, siteId, seen.personId, terms);
    if (!begun.ok) return begun;
    // The person is locked: nobody else takes the application a step on now.
    const permission = await findPermission(tx.db, siteId, permissionId);
    if (permission === undefined) return refuse({ code: 'not-found' });
    if (permission.applicantId !== context.principal.actor.id) {
      return refuse({ code: 'forbidden', detail: '差し戻された申請は、申請した人が直してください。' });
    }
    const state = permissionStateAfter(permission.state, 'resubmit');
    if (state === undefined) return refuse(permissionStepNotOpen(permission.state));
    const weighed = await weighApplication(tx, siteId, begun.value);
    if (!weighed.ok) return weighed;
    const { application } = begun.value;
    const seq = tx.record(siteId, applicationDraft('permission-resubmitted', permissionId, application));
    const { zoneIds, ...rest } = application;
    const change = { ...rest, zoneIds: [...zoneIds], state, approvals: [], reason: null, reviewBy: null };
    await savePermission(tx, permission, change, seq);
    return ok({ seq });
  });
}

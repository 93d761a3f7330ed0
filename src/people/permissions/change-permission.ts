import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { ApplicationTerms } from './application.ts';
import { beginApplication } from './begin-application.ts';
import { judgeReplaced } from './judge-replaced.ts';
import { findPermission, hasOpenChange } from './permission-rows.ts';
import { saveApplication } from './save-application.ts';
import { weighApplication } from './weigh-application.ts';

/**
 * Applies for a change of a permission (2.3.1.1(2)(a)(オ)) by a new one that replaces it: what is to change stays in force
 * until the new one is approved and has begun. The person of a permission never changes.
 */
export function changePermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permissionId: string,
  terms: ApplicationTerms,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const seen = await findPermission(tx.db, siteId, permissionId);
    if (seen === undefined) return refuse({ code: 'not-found' });
    const begun = await beginApplication(tx, context, siteId, seen.personId, terms);
    if (!begun.ok) return begun;
    // The person is locked: nobody else ends the permission or applies for its change now.
    const old = await findPermission(tx.db, siteId, permissionId);
    const refusal = judgeReplaced(old, await hasOpenChange(tx.db, siteId, permissionId));
    if (refusal !== undefined) return refuse(refusal);
    const weighed = await weighApplication(tx, siteId, begun.value);
    if (!weighed.ok) return weighed;
    const applicantId = context.principal.actor.id;
    const { application } = begun.value;
    return ok({
      id: await saveApplication(tx, siteId, application, { applicantId, replaces: permissionId }),
    });
  });
}

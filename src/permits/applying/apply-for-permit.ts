import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { addPermit } from '../registry/permit-rows.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { detailsOfApplication } from './details-of-application.ts';
import { newPermit } from './new-permit.ts';
import { type Application, weighApplication } from './weigh-application.ts';

export type PermitDeps = ActDeps & { readonly policy: Policy };

/** What was applied for: what the rules say of it, and where it now stands. */
export type Applied = { readonly id: string; readonly state: PermitState; readonly rule: RuleTold };

/** Applies for a permit, or notifies (届出). The rules decide which: waiting for a decision, or effective at once. */
export function applyForPermit(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  application: Application,
): Promise<Result<Applied, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const weighed = await weighApplication(tx, context, siteId, deps.policy, application);
    if (!weighed.ok) return weighed;
    const { draft, rule, quoted, state } = weighed.value;
    await tx.takeHeads([siteId]);
    const id = newId<'permit'>();
    const fromSeq = tx.record(siteId, {
      ...entryOfPermit(state === 'requested' ? 'permit-requested' : 'permit-filed', id, draft),
      details: detailsOfApplication(draft, rule, quoted),
    });
    await addPermit(
      tx,
      newPermit(weighed.value, { siteId, permitId: id, fromSeq, applicantId: context.principal.actor.id }),
    );
    return ok({ id, state, rule });
  });
}

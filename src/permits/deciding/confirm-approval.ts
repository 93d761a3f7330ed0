import { beginConfirmation, type ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import { type PermitApproval, storeApproval, weighedTo } from './approve-permit.ts';
import { findDeciderBar } from './find-decider-bar.ts';
import { parseProposedApproval } from './parse-proposed-approval.ts';
import { weighApproval } from './weigh-approval.ts';

/**
 * Approves what one person proposed to approve, as the act of the second, in one entry that names both. Neither applied, nor is
 * bound to whoever did (I8). Refused where the application or the rules are no longer what the first person saw.
 */
export function confirmApproval(
  deps: PermitDeps & ConfirmationDeps,
  context: ActContext,
  siteId: string,
  proposalId: string,
): Promise<Result<PermitApproval, Refusal>> {
  const { principal } = context;
  const key = { siteId, kind: 'exception-approval', proposalId } as const;
  return performAct(deps, context, async (tx) => {
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    const proposal = begun.value;
    const seen = parseProposedApproval(proposal);
    const weighed = await weighApproval(tx, principal, siteId, deps.policy, seen.permit);
    if (!weighed.ok) return weighed;
    if (!sameValue(weighedTo(weighed.value), seen)) return refuse(changedMeanwhile);
    const { permit } = weighed.value;
    const { proposedBy } = proposal;
    const refusal = await findDeciderBar(tx, { actor: { type: 'person', id: proposedBy } }, permit);
    if (refusal !== undefined) return refuse(refusal);
    await closeProposal(tx, proposal, 'confirmed', principal.actor.id);
    const givers = [proposedBy, principal.actor.id];
    return ok(await storeApproval(tx, siteId, weighed.value, givers, { proposal }));
  });
}

const changedMeanwhile: Refusal = {
  code: 'version-mismatch',
  detail: '提案した後に申請か規則が変わりました。内容を見直して、あらためて許可を提案してください。',
};

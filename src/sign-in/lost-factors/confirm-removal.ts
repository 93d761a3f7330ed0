import { isDeepStrictEqual } from 'node:util';
import { beginConfirmation, type ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockStanding } from '../accounts/lock-standing.ts';
import { findFactors } from '../second-factor/find-factors.ts';
import { parseProposedRemoval, parseWeighedRemoval, weighRemoval } from './factor-removal.ts';
import { notOnesOwn } from './not-ones-own.ts';
import { removeFactors } from './remove-factors.ts';

/** Takes the second factors of somebody away, as the act of a second person; refused where they are others than when it was proposed. */
export function confirmRemoval(
  deps: ActDeps & ConfirmationDeps,
  context: ActContext,
  proposalId: string,
): Promise<Result<{ readonly sessionsEnded: number }, Refusal>> {
  const { principal } = context;
  const key = { siteId: ministryLogId, kind: 'factor-removal', proposalId } as const;
  return performAct<{ readonly sessionsEnded: number }>(deps, context, async (tx) => {
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    const proposal = begun.value;
    const weighed = parseWeighedRemoval(proposal);
    const removal = draftOf(proposal, parseProposedRemoval);
    if (principal.actor.id === weighed.person) return refuse(notOnesOwn);
    const account = await lockStanding(tx.db, removal.loginId);
    if (!account.ok) return account;
    await tx.takeHeads([ministryLogId]);
    const removes = weighRemoval(account.value, await findFactors(tx.db, removal.loginId));
    if (!isDeepStrictEqual(removes, weighed)) return refuse(weighedAnew);
    await closeProposal(tx, proposal, 'confirmed', principal.actor.id);
    const { reason } = removal;
    const grounds = { reason, proposer: proposal.proposedBy };
    return ok({ sessionsEnded: await removeFactors(tx, account.value, grounds) });
  });
}

const weighedAnew: Refusal = {
  code: 'version-mismatch',
  detail: '提案した後に、この人の要素が変わりました。本人に確かめて、あらためて提案してください。',
};

import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../log/writing/perform-act.ts';
import { judgeNoMachine } from './judge-no-machine.ts';
import { judgeOpen } from './judge-second.ts';
import { closeProposal, lockProposal, type ProposalKey } from './proposal-rows.ts';

/** Takes an open proposal back: by whoever proposed it, or refused by anybody who could have confirmed it. */
export function withdrawProposal(
  deps: ActDeps,
  context: ActContext,
  key: ProposalKey,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { actor } = context.principal;
    const proposal = await lockProposal(tx.db, key);
    if (proposal === undefined) return refuse({ code: 'not-found' });
    const refusal = judgeNoMachine(actor) ?? judgeOpen(proposal, tx.now);
    if (refusal !== undefined) return refuse(refusal);
    await closeProposal(tx, proposal, 'withdrawn', actor.id);
    return ok({ id: proposal.proposalId });
  });
}

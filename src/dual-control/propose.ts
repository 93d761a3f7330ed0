import type { Principal } from '../authority/principal.ts';
import { newId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ActTx } from '../log/writing/perform-act.ts';
import { judgeNoMachine } from './judge-no-machine.ts';
import { type ProposalKind, proposalLastsMs } from './proposal-kinds.ts';
import { proposals } from './tables.ts';

export type ProposalDraft = {
  readonly siteId: string;
  readonly kind: ProposalKind;
  /** What will be done; JSON. */
  readonly draft: object;
  /** What it was weighed against and what it would do; JSON. */
  readonly weighed: object;
  /** Nobody may confirm it before then: its time is counted from there. */
  readonly opensAt?: Date;
};

/** A proposal that waits for its second person. */
export type Proposed = { readonly id: string; readonly expiresAt: string };

/** Writes down what a person would do and a second has to confirm. Nothing changes and nothing is recorded until then. */
export async function propose(
  tx: ActTx,
  { actor, credential }: Principal,
  { opensAt, ...proposal }: ProposalDraft,
): Promise<Result<Proposed, Refusal>> {
  const refusal = judgeNoMachine(actor);
  if (refusal !== undefined) return refuse(refusal);
  const id = newId<'proposal'>();
  const begins = Math.max(tx.now.getTime(), opensAt?.getTime() ?? 0);
  const expiresAt = new Date(begins + proposalLastsMs(proposal.kind));
  await tx.db.insert(proposals).values({
    ...proposal,
    proposalId: id,
    state: 'open',
    proposedBy: actor.id,
    proposedWith: credential.id,
    proposedAt: tx.now,
    expiresAt,
  });
  return ok({ id, expiresAt: expiresAt.toISOString() });
}

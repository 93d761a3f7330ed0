import type { ProposalState } from './proposal-lifecycle.ts';
import type { ProposalRow } from './proposal-rows.ts';

/** A proposal as everybody is shown it, whatever it proposes. Instants are RFC 3339, UTC. */
export type ShownProposal = {
  readonly id: string;
  readonly state: ProposalState | 'expired';
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly expiresAt: string;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
};

/** An open proposal whose time is over is shown as expired; no row says so. */
export function showProposal(row: ProposalRow, now: Date): ShownProposal {
  const { proposalId, state, proposedBy, proposedAt, expiresAt, closedBy, closedAt } = row;
  return {
    id: proposalId,
    state: state === 'open' && now >= expiresAt ? 'expired' : state,
    proposedBy,
    proposedAt: proposedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    closedBy,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

import type { ProposalState } from './proposal-lifecycle.ts';
import type { ProposalRow } from './proposal-rows.ts';

/** An open proposal whose time is over is shown as expired; no row says so. */
export function shownProposalState(
  { state, expiresAt }: Pick<ProposalRow, 'state' | 'expiresAt'>,
  now: Date,
): ProposalState | 'expired' {
  return state === 'open' && now >= expiresAt ? 'expired' : state;
}

import type { ProposalRow } from '../../dual-control/proposal-rows.ts';

/** Of which console a credential is to be made, and why. */
export type ProposedSeal = { readonly consoleId: string; readonly reason: string };

/** Which console a proposal is about. */
export type SealedConsole = Pick<ProposedSeal, 'consoleId'>;

/** What a proposal would have done; undefined once it is closed. It was written by `proposeSeal`. */
export function parseProposedSeal({ draft }: ProposalRow): ProposedSeal | undefined {
  return draft === null ? undefined : (draft as ProposedSeal);
}

export function parseSealedConsole({ weighed }: ProposalRow): SealedConsole {
  return weighed as SealedConsole;
}

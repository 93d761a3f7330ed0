import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import type { EarlyErasure, EarlyLine } from '../early/early-erasure.ts';
import type { RetentionDecision } from '../rules/decide-retention.ts';

/** What waits for its second person: days, the end of an extension before its day, or what is erased before its date. */
export const retentionProposalKinds = ['retention-decision', 'extension-lifting', 'early-erasure'] as const;

/** Days as one person proposes them. */
export type ProposedDecision = Omit<RetentionDecision, 'decidedBy' | 'second'>;

/** Which extension is lifted, and why what it was for is over. */
export type ProposedLifting = { readonly extension: string; readonly reason: string };

/** What a proposed decision was weighed against: for how long the records were kept; null = for ever. */
export type WeighedDecision = { readonly before: number | null };

/** What a proposed erasure was weighed to erase. */
export type WeighedErasure = { readonly erases: readonly EarlyLine[] };

/** The days a proposal is about; undefined once it is closed. It was written by `proposeDecision`. */
export function parseProposedDecision({ draft }: ProposalRow): ProposedDecision | undefined {
  return draft === null ? undefined : (draft as ProposedDecision);
}

/** The extension a proposal is about; undefined once it is closed. It was written by `proposeLifting`. */
export function parseProposedLifting({ draft }: ProposalRow): ProposedLifting | undefined {
  return draft === null ? undefined : (draft as ProposedLifting);
}

/** The erasure a proposal is about; undefined once it is closed. It was written by `proposeEarlyErasure`. */
export function parseProposedErasure({ draft }: ProposalRow): EarlyErasure | undefined {
  return draft === null ? undefined : (draft as EarlyErasure);
}

export function parseWeighedDecision({ weighed }: ProposalRow): WeighedDecision {
  return weighed as WeighedDecision;
}

export function parseWeighedErasure({ weighed }: ProposalRow): WeighedErasure {
  return weighed as WeighedErasure;
}

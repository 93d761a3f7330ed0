import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import type { AccountRow } from '../accounts/account-rows.ts';

/** Which login id's record is to be deleted, and why. */
export type AccountDeletion = { readonly loginId: string; readonly reason: string };

/** From when to when it was in use; not whose it was, which would stay with the proposal. */
export type WeighedDeletion = {
  readonly loginId: string;
  readonly issuedAt: string;
  readonly endedAt: string | null;
};

export function weighDeletion({ loginId, issuedAt, endedAt }: AccountRow): WeighedDeletion {
  return { loginId, issuedAt: issuedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

/** What a proposal is about; undefined once it is closed. It was written by `proposeDeletion`. */
export function parseProposedDeletion({ draft }: ProposalRow): AccountDeletion | undefined {
  return draft === null ? undefined : (draft as AccountDeletion);
}

export function parseWeighedDeletion({ weighed }: ProposalRow): WeighedDeletion {
  return weighed as WeighedDeletion;
}

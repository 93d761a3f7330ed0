import type { ProposalRow } from '../../dual-control/proposal-rows.ts';
import type { FactorsHeld } from '../second-factor/second-factors.ts';

/** Whose factors are to be removed, and why. */
export type FactorRemoval = { readonly loginId: string; readonly reason: string };

/** Whose they are, and what went by it when it was weighed: both persons see the same. */
export type WeighedRemoval = {
  readonly loginId: string;
  readonly person: string;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
};

export function weighRemoval(
  { loginId, personId }: { readonly loginId: string; readonly personId: string },
  { totpEnrolledAt, passkeys, recoveryCodes }: FactorsHeld,
): WeighedRemoval {
  return { loginId, person: personId, totp: totpEnrolledAt !== null, passkeys, recoveryCodes };
}

/** What a proposal is about; undefined once it is closed. It was written by `proposeRemoval`. */
export function parseProposedRemoval({ draft }: ProposalRow): FactorRemoval | undefined {
  return draft === null ? undefined : (draft as FactorRemoval);
}

export function parseWeighedRemoval({ weighed }: ProposalRow): WeighedRemoval {
  return weighed as WeighedRemoval;
}

import type { IdentityGiven } from './given-at-desk.ts';
import type { GivenFault } from './judge-check-in.ts';

/** What is wrong with the invitation that a member showed: by that means there is one, and it is the one of their visit. */
export function judgeInvitation(
  identity: IdentityGiven | undefined,
  ofVisit: string | undefined,
): readonly GivenFault[] {
  const { means, invitation } = identity ?? {};
  if (invitation === undefined) return means === 'invitation-and-id' ? ['invitation-missing'] : [];
  return invitation === ofVisit ? [] : ['invitation-of-another'];
}

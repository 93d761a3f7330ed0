import type { IdentityCheck } from '../../visitors/registry/identity-check.ts';
import type { IdentityGiven } from './given-at-desk.ts';

/** A check as it is kept: without the invitation, since whoever reads its number could show it at the desk. */
export function identityConfirmed(
  { means, through }: IdentityGiven,
  stamp: Pick<IdentityCheck, 'by' | 'at'>,
): IdentityCheck {
  return { means, ...(through === undefined ? {} : { through }), ...stamp };
}

import { createHash } from 'node:crypto';
import { networkOf } from '../../authority/network-of.ts';

/** What is slowed together: one row of `sign_in_tries`. */
export type Lane = { readonly lane: string; readonly loginId: string | null };

/**
 * The lane of an account. Whoever comes from the network where its person signed in last has one of their own: a stranger who guesses
 * from elsewhere does not slow them.
 */
export function laneOfAccount(
  typed: string,
  account: { readonly loginId: string; readonly signedInFrom: string | null } | undefined,
  address: string,
): Lane {
  const whence = account?.signedInFrom === networkOf(address) ? 'known' : 'elsewhere';
  const digest = createHash('sha256')
    .update(account?.loginId ?? typed)
    .digest('hex');
  return { lane: `account ${whence} ${digest}`, loginId: account?.loginId ?? null };
}

/** The lane of an account, or of what was read or typed in its place, at a console: apart, so that a card that was found slows nobody's password. */
export function laneAtConsole(shown: string, account: { readonly loginId: string } | undefined): Lane {
  const digest = createHash('sha256')
    .update(account?.loginId ?? shown)
    .digest('hex');
  return { lane: `account console ${digest}`, loginId: account?.loginId ?? null };
}

/** The lane of a network. */
export function laneOfNetwork(address: string): Lane {
  return { lane: `network ${networkOf(address)}`, loginId: null };
}

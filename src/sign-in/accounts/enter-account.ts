import { eq } from 'drizzle-orm';
import type { PasswordAge } from '../../authority/judge-password-age.ts';
import type { MintedToken } from '../../authority/minted-token.ts';
import { networkOf } from '../../authority/network-of.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { findPasswordAge } from '../passwords/find-password-age.ts';
import { type BegunSession, beginSession, type SessionDraft } from '../sessions/begin-session.ts';
import { endOldestSessions } from '../sessions/end-oldest-sessions.ts';
import type { AccountRow } from './account-rows.ts';
import { signInAccounts } from './tables.ts';

export type SignedIn = BegunSession & {
  readonly minted: MintedToken;
  readonly personId: string;
  readonly loginId: string;
  /** When and from where before, and how often it was refused since (2.2.1.1(1)(g)(イ)). */
  readonly previous: { readonly at: Date; readonly network: string } | null;
  readonly failures: number;
  /** Now, where it is the first time: so they receive it (受領). */
  readonly receivedAt: Date | null;
  /** Where the ministry has passwords renewed. */
  readonly passwordAge: PasswordAge | undefined;
  /** When others took their second factors away since they signed in last. */
  readonly factorsRemovedAt: Date | null;
  /** When their password was set anew without the one before, since they signed in last. */
  readonly passwordResetAt: Date | null;
  /** Of a second factor that was enrolled on the way, told this once. */
  readonly recoveryCodes: readonly string[] | null;
};

/** Begins the session of an account, and notes that it was signed in by, the first time as its receipt. The caller holds the account and the ministry's head. */
export async function enterAccount(
  tx: ActTx,
  account: AccountRow,
  draft: Omit<SessionDraft, 'loginId'>,
): Promise<SignedIn> {
  const { loginId, personId, failures, factorsRemovedAt, passwordResetAt } = account;
  const { signedInAt: at, signedInFrom: network } = account;
  await endOldestSessions(tx, personId);
  const receivedAt = at === null ? tx.now : null;
  if (receivedAt !== null) tx.recordMinistry({ kind: 'account-received', subject: { person: personId } }, []);
  const begun = await beginSession(tx, { ...draft, loginId });
  await tx.db
    .update(signInAccounts)
    .set({
      ...(receivedAt && { receivedAt }),
      ...{ signedInAt: tx.now, signedInFrom: networkOf(draft.address) },
      ...{ failures: 0, factorsRemovedAt: null, passwordResetAt: null },
    })
    .where(eq(signInAccounts.loginId, loginId));
  const passwordAge = await findPasswordAge(tx.db, loginId, tx.now);
  const previous = at === null || network === null ? null : { at, network };
  const { minted } = draft;
  const told = { previous, failures, receivedAt, passwordAge, factorsRemovedAt, passwordResetAt };
  return { ...begun, minted, personId, loginId, ...told, recoveryCodes: null };
}

import type { ActTx } from '../../log/writing/perform-act.ts';
import { savePassword } from '../passwords/password-rows.ts';
import { signInAccounts } from './tables.ts';

export type AccountDraft = {
  /** That nobody ever had. */
  readonly loginId: string;
  readonly personId: string;
  /** The application by which it is issued; null where none is asked for. */
  readonly application: string | null;
  /** A person's id, or a program of ours. */
  readonly issuedBy: string;
};

export type FirstPassword = {
  readonly verifier: string;
  /** Of a one-time secret; undefined: by it they sign in again and again. */
  readonly oneTimeUntil: Date | undefined;
};

/** Writes a login id with its first password, and the entry of it. The caller holds the ministry's head. */
export async function giveAccount(
  tx: ActTx,
  { loginId, personId, application, issuedBy }: AccountDraft,
  { verifier, oneTimeUntil }: FirstPassword,
): Promise<void> {
  tx.recordMinistry(
    {
      kind: 'account-issued',
      subject: { person: personId },
      details: {
        ...(application === null ? {} : { application }),
        ...(oneTimeUntil === undefined ? {} : { expiresAt: oneTimeUntil.toISOString() }),
      },
      personal: { recordClass: 'act', data: { loginId } },
    },
    [],
  );
  await tx.db
    .insert(signInAccounts)
    .values({ loginId, personId, applicationId: application, issuedBy, issuedAt: tx.now });
  await savePassword(tx.db, {
    loginId,
    verifier,
    isOneTime: oneTimeUntil !== undefined,
    expiresAt: oneTimeUntil ?? null,
    setAt: tx.now,
  });
}

import type { ActTx } from '../../log/writing/perform-act.ts';
import { savePassword } from '../passwords/password-rows.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { AccountRow } from './account-rows.ts';
import { secretLastsMs } from './issue-account.ts';

/**
 * Puts a one-time secret in the place of the password of an account and ends the sessions of its person, with the entry; answers until when it
 * signs in. The caller holds the account and the ministry's head.
 */
export async function saveSecretAnew(
  tx: ActTx,
  { loginId, personId }: Pick<AccountRow, 'loginId' | 'personId'>,
  { verifier, reason }: { readonly verifier: string; readonly reason: string },
): Promise<Date> {
  const expiresAt = new Date(tx.now.getTime() + secretLastsMs);
  const sessionsEnded = await endSessions(tx, personId, undefined);
  tx.recordMinistry(
    {
      kind: 'secret-reissued',
      subject: { person: personId },
      details: { expiresAt: expiresAt.toISOString(), sessionsEnded },
      personal: { recordClass: 'act', data: { reason } },
    },
    [],
  );
  await savePassword(tx.db, { loginId, verifier, isOneTime: true, expiresAt, setAt: tx.now });
  return expiresAt;
}

import { eq } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { AccountRow } from './account-rows.ts';
import { signInAccounts } from './tables.ts';

/** Ends a login id and its sessions, with the entry. The caller holds the account and the ministry's head. */
export async function closeAccount(
  tx: ActTx,
  { loginId, personId }: Pick<AccountRow, 'loginId' | 'personId'>,
  reason: string,
): Promise<void> {
  const sessionsEnded = await endSessions(tx, personId, undefined);
  tx.recordMinistry(
    {
      kind: 'account-ended',
      subject: { person: personId },
      details: { sessionsEnded },
      personal: { recordClass: 'act', data: { reason } },
    },
    [],
  );
  await tx.db.update(signInAccounts).set({ endedAt: tx.now }).where(eq(signInAccounts.loginId, loginId));
}

import { eq } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { signInAccounts } from './tables.ts';

/** Notes that the password of an account was set anew without the one before, which its person is told when they sign in next. */
export async function noteReset({ db, now }: ActTx, loginId: string): Promise<void> {
  await db.update(signInAccounts).set({ passwordResetAt: now }).where(eq(signInAccounts.loginId, loginId));
}

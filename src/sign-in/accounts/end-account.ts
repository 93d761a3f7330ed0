import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { lockStanding } from './lock-standing.ts';
import { signInAccounts } from './tables.ts';

/** Ends a login id and its sessions at once (2.2.1.1(1)(f)(オ)); nobody is given it again. */
export function endAccount(
  deps: ActDeps,
  context: ActContext,
  { loginId, reason }: { readonly loginId: string; readonly reason: string },
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const account = await lockStanding(tx.db, loginId);
    if (!account.ok) return account;
    const { personId } = account.value;
    await tx.takeHeads([ministryLogId]);
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
    return ok({});
  });
}

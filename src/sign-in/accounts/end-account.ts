import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { lockAccount } from './account-rows.ts';
import { signInAccounts } from './tables.ts';

/** Ends a login id and its sessions at once (2.2.1.1(1)(f)(オ)); nobody is given it again. */
export function endAccount(
  deps: ActDeps,
  context: ActContext,
  { loginId, reason }: { readonly loginId: string; readonly reason: string },
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const account = await lockAccount(tx.db, loginId);
    if (account === undefined) return refuse({ code: 'not-found', detail: 'この識別コードはありません。' });
    if (account.endedAt !== null)
      return refuse({ code: 'conflict', detail: 'この識別コードは終わっています。' });
    await tx.takeHeads([ministryLogId]);
    const sessionsEnded = await endSessions(tx, account.personId, undefined);
    tx.recordMinistry(
      {
        kind: 'account-ended',
        subject: { person: account.personId },
        details: { sessionsEnded },
        personal: { recordClass: 'act', data: { reason } },
      },
      [],
    );
    await tx.db.update(signInAccounts).set({ endedAt: tx.now }).where(eq(signInAccounts.loginId, loginId));
    return ok({});
  });
}

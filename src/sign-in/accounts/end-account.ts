import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { closeAccount } from './close-account.ts';
import { lockStanding } from './lock-standing.ts';

/** Ends a login id and its sessions at once (2.2.1.1(1)(f)(オ)); nobody is given it again. */
export function endAccount(
  deps: ActDeps,
  context: ActContext,
  { loginId, reason }: { readonly loginId: string; readonly reason: string },
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const account = await lockStanding(tx.db, loginId);
    if (!account.ok) return account;
    await tx.takeHeads([ministryLogId]);
    await closeAccount(tx, account.value, reason);
    return ok({});
  });
}

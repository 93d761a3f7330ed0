import { and, asc, isNull, lte } from 'drizzle-orm';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { newId } from '../../kernel/ids.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { endAccount } from './end-account.ts';
import { signInAccounts } from './tables.ts';

/** Ends the login ids of which their persons reported that they need them no more by now. Where another instance ends one it is refused here. */
export async function endDueAccounts(deps: ActDeps): Promise<void> {
  const { loginId, endedAt, endsAt } = signInAccounts;
  const due = await databaseOf(deps.pool)
    .select({ loginId })
    .from(signInAccounts)
    .where(and(isNull(endedAt), lte(endsAt, deps.clock.now())))
    .orderBy(asc(loginId));
  for (const one of due) {
    const context = { principal: servicePrincipal, requestId: newId<'request'>() };
    await endAccount(deps, context, { loginId: one.loginId, reason: '本人の利用終了の届出' });
  }
}

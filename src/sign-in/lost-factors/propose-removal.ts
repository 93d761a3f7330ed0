import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockStanding } from '../accounts/lock-standing.ts';
import { findFactors } from '../second-factor/find-factors.ts';
import { type FactorRemoval, type WeighedRemoval, weighRemoval } from './factor-removal.ts';
import { notOnesOwn } from './not-ones-own.ts';

/** What would be removed, and the proposal that waits for its second person. */
export type RemovalProposed = { readonly proposal: Proposed; readonly removes: WeighedRemoval };

/** Proposes to take the second factors of somebody else away (2.2.1.1(1)(d)); nothing goes until a second person confirms it. */
export function proposeRemoval(
  deps: ActDeps,
  context: ActContext,
  removal: FactorRemoval,
): Promise<Result<RemovalProposed, Refusal>> {
  const { principal } = context;
  return performAct<RemovalProposed>(deps, context, async (tx) => {
    const account = await lockStanding(tx.db, removal.loginId);
    if (!account.ok) return account;
    const { loginId, personId } = account.value;
    if (principal.actor.id === personId) return refuse(notOnesOwn);
    const removes = weighRemoval(account.value, await findFactors(tx.db, loginId));
    if (!removes.totp && removes.passkeys + removes.recoveryCodes === 0) return refuse(hasNone);
    const proposed = await propose(tx, principal, {
      siteId: ministryLogId,
      kind: 'factor-removal',
      draft: removal,
      weighed: removes,
    });
    return proposed.ok ? ok({ proposal: proposed.value, removes }) : proposed;
  });
}

const hasNone: Refusal = {
  code: 'conflict',
  detail: 'この識別コードには、外す要素がありません。本人は、パスワードでサインインして登録できます。',
};

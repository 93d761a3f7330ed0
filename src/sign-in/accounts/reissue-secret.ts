import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';
import type { IssuedSecret } from './issue-account.ts';
import { lockStanding } from './lock-standing.ts';
import { saveSecretAnew } from './save-secret-anew.ts';

/**
 * Gives somebody who cannot sign in any more a new one-time secret in the place of their password, and ends their sessions: an officer begins
 * it and never knows what is set (2.2.1.1(1)(e)(イ)). Never for oneself.
 */
export function reissueSecret(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  { loginId, reason }: { readonly loginId: string; readonly reason: string },
): Promise<Result<IssuedSecret, Refusal>> {
  const { actor } = context.principal;
  return inHashingPlace<IssuedSecret, Refusal>(deps, async (place) => {
    const secret = makeOneTimeSecret();
    const verifier = await place.makeVerifier(secret);
    return performAct(deps, context, async (tx) => {
      const account = await lockStanding(tx.db, loginId);
      if (!account.ok) return account;
      if (actor.type === 'person' && actor.id === account.value.personId) return refuse(forOneself);
      await tx.takeHeads([ministryLogId]);
      const expiresAt = await saveSecretAnew(tx, account.value, { verifier, reason });
      return ok({ loginId, secret, isShared: false, expiresAt });
    });
  });
}

const forOneself: Refusal = {
  code: 'self-approval',
  detail:
    '自分のパスワードの再発行は、ほかの権限管理を行う者に求めてください。変えるだけなら、今のパスワードで行えます。',
};

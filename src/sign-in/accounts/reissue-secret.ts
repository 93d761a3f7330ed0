import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';
import { savePassword } from '../passwords/password-rows.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { lockAccount } from './account-rows.ts';
import { type IssuedSecret, secretLastsMs } from './issue-account.ts';

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
      const account = await lockAccount(tx.db, loginId);
      if (account === undefined) return refuse({ code: 'not-found', detail: 'この識別コードはありません。' });
      if (account.endedAt !== null)
        return refuse({ code: 'conflict', detail: 'この識別コードは終わっています。' });
      if (actor.type === 'person' && actor.id === account.personId) {
        return refuse({
          code: 'self-approval',
          detail:
            '自分のパスワードの再発行は、ほかの権限管理を行う者に求めてください。変えるだけなら、今のパスワードで行えます。',
        });
      }
      await tx.takeHeads([ministryLogId]);
      const expiresAt = new Date(tx.now.getTime() + secretLastsMs);
      const sessionsEnded = await endSessions(tx, account.personId, undefined);
      tx.recordMinistry(
        {
          kind: 'secret-reissued',
          subject: { person: account.personId },
          details: { expiresAt: expiresAt.toISOString(), sessionsEnded },
          personal: { recordClass: 'act', data: { reason } },
        },
        [],
      );
      await savePassword(tx.db, { loginId, verifier, isOneTime: true, expiresAt, setAt: tx.now });
      return ok({ loginId, secret, isShared: false, expiresAt });
    });
  });
}

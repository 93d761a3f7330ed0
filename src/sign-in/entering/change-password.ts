import { databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockAccount } from '../accounts/account-rows.ts';
import { findPasswordFault } from '../passwords/find-password-fault.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { findPassword, savePassword } from '../passwords/password-rows.ts';
import { type ProofRefusal, verifyOwnPassword } from '../proving/verify-own-password.ts';
import { endSessions } from '../sessions/end-sessions.ts';

export type PasswordChange = {
  readonly current: string;
  readonly next: string;
  readonly address: string;
};

/**
 * Changes one's own password by the one before (2.2.1.1(1)(e)(ア)), and ends every other session.
 */
export function changePassword(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  { current, next, address }: PasswordChange,
): Promise<Result<{ readonly sessionsEnded: number }, ProofRefusal>> {
  const db = databaseOf(deps.pool);
  const { actor, credential } = context.principal;
  return inHashingPlace<{ readonly sessionsEnded: number }, ProofRefusal>(deps, async (place) => {
    const personId = actor.type === 'person' ? actor.id : undefined;
    const right = await verifyOwnPassword(deps, place, personId, { typed: current, at: '/current', address });
    if (!right.ok) return right;
    const { account, password } = right.value;
    const { loginId } = account;
    const fault = await findPasswordFault(db, place, { loginId, before: current, next });
    if (fault !== undefined) {
      return refuse({ code: 'unprocessable', errors: [{ at: '/next', message: fault }] });
    }
    const verifier = await place.makeVerifier(next);
    return performAct(deps, context, async (tx) => {
      const held = await lockAccount(tx.db, loginId);
      const kept = await findPassword(tx.db, loginId);
      if (held?.endedAt !== null || kept?.verifier !== password.verifier) return refuse(changedMeanwhile);
      await tx.takeHeads([ministryLogId]);
      const sessionsEnded = await endSessions(tx, account.personId, credential.id);
      tx.recordMinistry(
        { kind: 'password-changed', subject: { person: account.personId }, details: { sessionsEnded } },
        [],
      );
      await savePassword(tx.db, { loginId, verifier, isOneTime: false, expiresAt: null, setAt: tx.now });
      return ok({ sessionsEnded });
    });
  });
}

const changedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '確かめている間に、パスワードが変わりました。もう一度行ってください。',
};

import { databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { findAccountOfPerson, lockAccount } from '../accounts/account-rows.ts';
import { findPasswordFault } from '../passwords/find-password-fault.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { findPassword, savePassword } from '../passwords/password-rows.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { countTry } from '../throttling/count-try.ts';
import { laneOfAccount } from '../throttling/lane-of-account.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';

export type PasswordChange = {
  readonly current: string;
  readonly next: string;
  readonly address: string;
};

/**
 * Changes one's own password by the one before (2.2.1.1(1)(e)(ア)), and ends every other session. The one before is guessed no faster here than
 * at a sign-in: whoever took over a session does not get the account.
 */
export function changePassword(
  deps: ActDeps & HashingDeps,
  { idempotencyKey: _, ...context }: ActContext,
  { current, next, address }: PasswordChange,
): Promise<Result<{ readonly sessionsEnded: number }, Refusal & { readonly seconds?: number }>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const { actor, credential } = context.principal;
  return inHashingPlace<{ readonly sessionsEnded: number }, Refusal & { readonly seconds?: number }>(
    deps,
    async (place) => {
      const account = actor.type === 'person' ? await findAccountOfPerson(db, actor.id) : undefined;
      const password = account && (await findPassword(db, account.loginId));
      if (account === undefined || password === undefined) return refuse(hasNone);
      const { loginId } = account;
      const lane = laneOfAccount(loginId, account, address);
      const seconds = await countTry(pool, lane, 'account', clock.now());
      if (seconds > 0) return refuse({ code: 'too-many-requests', seconds });
      if ((await place.verify(current, password.verifier)) === 'wrong') return refuse(wrongCurrent);
      await takeBackTry(db, lane, clock.now());
      const fault = await findPasswordFault(db, { loginId, before: current, next });
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
    },
  );
}

const hasNone: Refusal = { code: 'conflict', detail: 'あなたには、識別コードとパスワードがありません。' };
const wrongCurrent: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/current', message: '今のパスワードが正しくありません' }],
};
const changedMeanwhile: Refusal = {
  code: 'conflict',
  detail: '確かめている間に、パスワードが変わりました。もう一度行ってください。',
};

import { findSetting } from '../../authority/settings/find-setting.ts';
import { type Database, databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount, lockAccount } from '../accounts/account-rows.ts';
import { nobody } from '../accounts/nobody.ts';
import { noteReset } from '../accounts/note-reset.ts';
import { parseLoginId } from '../accounts/parse-login-id.ts';
import { countAttempt, type SignInRefusal } from '../entering/count-attempt.ts';
import { findPasswordFault } from '../passwords/find-password-fault.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { savePassword } from '../passwords/password-rows.ts';
import { showSecondCode } from '../second-factor/show-second-code.ts';
import type { SeedDeps } from '../second-factor/shown-factor.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { ConsoleDeps } from '../sessions/place.ts';
import { noteWrong } from '../throttling/count-try.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';

/** What somebody shows who forgot their password, and what takes its place. */
export type PasswordReset = {
  readonly loginId: string;
  /** Of their authenticator app. */
  readonly code: string;
  readonly recoveryCode: string;
  readonly newPassword: string;
  readonly address: string;
  readonly requestId: string;
};

export type ResetDeps = ActDeps & Pick<ConsoleDeps, 'judgeEntry'> & HashingDeps & SeedDeps;

/**
 * Sets a new password of somebody who forgot theirs by two other things they have, their app and a recovery code on paper (2.2.1.3(1)(b)(イ)): no
 * session begins by it, and every one ends. Slowed as whoever guesses a password is, and refused in the same words whatever is wrong.
 */
export async function resetPassword(
  deps: ResetDeps,
  { loginId: typed, code, recoveryCode, newPassword: next, address, requestId }: PasswordReset,
): Promise<Result<{ readonly sessionsEnded: number }, SignInRefusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  if (!(await isAllowed(db))) return refuse(notAllowed);
  return inHashingPlace<{ readonly sessionsEnded: number }, SignInRefusal>(deps, async (place) => {
    const loginId = parseLoginId(typed) ?? typed;
    const account = await findAccount(db, loginId);
    const tried = { typed: loginId, account, address };
    const lane = await countAttempt(deps, tried);
    if (!lane.ok) return lane;
    const credential = { kind: 'program', id: 'password-reset' } as const;
    const personId = account?.personId ?? nobody;
    const principal = await findPersonPrincipal(db, personId, credential, clock.now());
    const ofApp = await showSecondCode(deps, { factor: 'totp', code }, loginId, 'to-show');
    const paper = { factor: 'recovery-code', code: recoveryCode } as const;
    const onPaper = await showSecondCode(deps, paper, loginId, 'to-show');
    if (account?.endedAt !== null || !principal || !ofApp || !onPaper) {
      await noteWrong(pool, tried, clock.now());
      return refuse(wrong);
    }
    await takeBackTry(db, lane.value, clock.now());
    const elsewhere = await deps.judgeEntry(principal, { address, consoleSecret: undefined });
    if (elsewhere !== undefined) return refuse(elsewhere);
    const fault = await findPasswordFault(db, place, { loginId, before: undefined, next });
    if (fault !== undefined) {
      return refuse({ code: 'unprocessable', errors: [{ at: '/newPassword', message: fault }] });
    }
    const verifier = await place.makeVerifier(next);
    return performAct(deps, { principal, requestId }, async (tx) => {
      const held = await lockAccount(tx.db, loginId);
      const stillIs = await findPersonPrincipal(tx.db, personId, credential, tx.now);
      if (held?.endedAt !== null || stillIs === undefined || !(await isAllowed(tx.db))) return refuse(wrong);
      await tx.takeHeads([ministryLogId]);
      const taker = { personId, session: undefined };
      for (const shown of [ofApp, onPaper]) {
        if ((await shown.take(tx, taker)) === undefined) return refuse(wrong);
      }
      const sessionsEnded = await endSessions(tx, personId, undefined);
      tx.recordMinistry(
        { kind: 'password-reset', subject: { person: personId }, details: { sessionsEnded } },
        [],
      );
      await savePassword(tx.db, { loginId, verifier, isOneTime: false, expiresAt: null, setAt: tx.now });
      await noteReset(tx, loginId);
      return ok({ sessionsEnded });
    });
  });
}

async function isAllowed(db: Database): Promise<boolean> {
  return (await findSetting(db, 'password-reset')).value.isAllowed;
}

const notAllowed: Refusal = {
  code: 'forbidden',
  detail:
    'この省では、本人によるパスワードの再設定を認めていません。権限管理を行う者に、再発行を求めてください。',
};
const wrong: Refusal = {
  code: 'unauthenticated',
  detail:
    '識別コード、認証アプリの番号、回復コードのどれかが正しくありません。一度使った番号は、もう使えません。',
};

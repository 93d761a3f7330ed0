import { mintToken } from '../../authority/minted-token.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount } from '../accounts/account-rows.ts';
import type { SignedIn } from '../accounts/enter-account.ts';
import { nobody } from '../accounts/nobody.ts';
import { parseLoginId } from '../accounts/parse-login-id.ts';
import { findNotice } from '../notices/find-notice.ts';
import { judgeNotice } from '../notices/judge-notice.ts';
import type { HashingPlace, PasswordVerdict } from '../passwords/build-password-hashing.ts';
import { findPasswordNow } from '../passwords/find-password-age.ts';
import { findPasswordFault } from '../passwords/find-password-fault.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import type { PasswordRow } from '../passwords/password-rows.ts';
import { askForFactor, type SecondFactorAsked } from '../second-factor/ask-for-factor.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import type { ConsoleDeps, ShownConsole } from '../sessions/place.ts';
import { noteWrong } from '../throttling/count-try.ts';
import { giveBackTry } from '../throttling/give-back-try.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';
import { countAttempt, type SignInRefusal } from './count-attempt.ts';
import { enter } from './enter.ts';

/** What somebody types to sign in, and from where. */
export type SignInAttempt = {
  readonly loginId: string;
  readonly password: string;
  /** In the place of a one-time secret, which signs in no second time. */
  readonly newPassword?: string | undefined;
  /** The version of the notice that they were told. */
  readonly notice: number;
  readonly console: ShownConsole | undefined;
  readonly address: string;
  readonly requestId: string;
};

/**
 * Signs somebody in by login id and password, or asks them for a second factor. Whether the account exists, has ended or its person is not in
 * office, it is refused in the same words and after the same work: what is looked up of somebody is looked up of nobody. A try is counted before it is looked at, so that many at once are as many.
 */
export async function signIn(
  deps: ActDeps & ConsoleDeps & HashingDeps,
  attempt: SignInAttempt,
): Promise<Result<SignedIn | SecondFactorAsked, SignInRefusal>> {
  const { pool, clock } = deps;
  const { address, notice, requestId } = attempt;
  const db = databaseOf(pool);
  const unread = judgeNotice(notice, await findNotice(db));
  if (unread !== undefined) return refuse(unread);
  return inHashingPlace<SignedIn | SecondFactorAsked, SignInRefusal>(deps, async (place) => {
    const typed = parseLoginId(attempt.loginId) ?? attempt.loginId;
    const account = await findAccount(db, typed);
    const tried = { typed, account, address };
    const lane = await countAttempt(deps, tried);
    if (!lane.ok) return lane;
    const password = await findPasswordNow(db, typed, clock.now());
    const verdict = await place.verify(attempt.password, password?.verifier);
    const minted = mintToken();
    const session = { kind: 'session', id: minted.tokenId } as const;
    const principal = await findPersonPrincipal(db, account?.personId ?? nobody, session, clock.now());
    if (
      account?.endedAt !== null ||
      password === undefined ||
      principal === undefined ||
      verdict === 'wrong'
    ) {
      await noteWrong(pool, tried, clock.now());
      return refuse(wrong);
    }
    const { loginId } = account;
    const shown = { loginId, method: 'password' } as const;
    const { asked, held } = await askForSecond(db, { ...shown, roles: principal.roles });
    await (asked === 'nothing' ? takeBackTry : giveBackTry)(db, lane.value, clock.now());
    const consoleSecret = await deps.findConsoleSecret(db, attempt.console);
    const elsewhere = await deps.judgeEntry(principal, { address, consoleSecret });
    if (elsewhere !== undefined) return refuse(elsewhere);
    const next = await nextVerifier(deps, place, { attempt, loginId, password, verdict });
    if (!next.ok) return next;
    const entering = { ...shown, notice, verifier: password.verifier, nextVerifier: next.value };
    if (asked === 'nothing') {
      const whose = { principal, minted, consoleSecret, address, requestId };
      return enter(deps, { ...entering, ...whose, asked, second: undefined }, wrong);
    }
    return ok(await askForFactor(db, entering, { asked, held }, clock.now()));
  });
}

type RightPassword = {
  readonly attempt: SignInAttempt;
  readonly loginId: string;
  readonly password: PasswordRow;
  readonly verdict: PasswordVerdict;
};

/** The verifier to keep from now on; null where the one that is kept is as good as any. */
async function nextVerifier(
  { pool, clock }: ActDeps,
  place: HashingPlace,
  { attempt, loginId, password, verdict }: RightPassword,
): Promise<Result<string | null, Refusal>> {
  const { newPassword } = attempt;
  if (!password.isOneTime && newPassword !== undefined) return refuse(changesElsewhere);
  if (!password.isOneTime) {
    return ok(verdict === 'outdated' ? await place.makeVerifier(attempt.password) : null);
  }
  if (password.expiresAt !== null && password.expiresAt <= clock.now()) return refuse(secretExpired);
  if (newPassword === undefined) return refuse(changeRequired);
  const asked = { loginId, before: attempt.password, next: newPassword };
  const fault = await findPasswordFault(databaseOf(pool), place, asked);
  if (fault !== undefined) {
    return refuse({ code: 'unprocessable', errors: [{ at: '/newPassword', message: fault }] });
  }
  return ok(await place.makeVerifier(newPassword));
}

const wrong: Refusal = {
  code: 'unauthenticated',
  detail: '識別コード又はパスワードが正しくありません。',
};
const changeRequired: Refusal = {
  code: 'password-change-required',
  detail:
    '渡された一度だけの、又は期限の過ぎたパスワードです。本人が決めるパスワードを newPassword に書いて、もう一度送ってください。',
};
const secretExpired: Refusal = {
  code: 'forbidden',
  detail:
    '渡された一度だけのパスワードは、期限が過ぎています。権限管理を行う者に、もう一度発行を求めてください。',
};
const changesElsewhere: Refusal = {
  code: 'unprocessable',
  errors: [
    {
      at: '/newPassword',
      message: 'すでに自分で決めたパスワードです。変えるのは、サインインした後に行ってください',
    },
  ],
};

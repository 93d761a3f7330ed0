import { mintToken } from '../../authority/minted-token.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount } from '../accounts/account-rows.ts';
import type { SignedIn } from '../accounts/enter-account.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import { countChallengeTry, findChallenge } from '../second-factor/open-challenge.ts';
import type { SecondAsked } from '../second-factor/second-factors.ts';
import type { ShownFactor } from '../second-factor/shown-factor.ts';
import type { ConsoleDeps, ShownConsole } from '../sessions/place.ts';
import { noteWrong } from '../throttling/count-try.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';
import { countAttempt, type SignInRefusal } from './count-attempt.ts';
import { enter } from './enter.ts';

/** A challenge that somebody answers, and from where. */
export type ChallengeAnswered = {
  readonly challenge: string;
  readonly console: ShownConsole | undefined;
  readonly address: string;
  readonly requestId: string;
};

/** Looks at what they show for what is asked of them; undefined where it is not right. */
export type LookAtSecond = (loginId: string, asked: SecondAsked) => Promise<ShownFactor | undefined>;

/**
 * Finishes a sign-in by the second factor that was asked for, or by one that is enrolled with it. Whoever guesses it is slowed as whoever guesses
 * a password.
 */
export async function finishSignIn(
  deps: ActDeps & ConsoleDeps,
  { challenge: secret, console, address, requestId }: ChallengeAnswered,
  lookAt: LookAtSecond,
): Promise<Result<SignedIn, SignInRefusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const challenge = await findChallenge(db, secret, clock.now());
  if (challenge === undefined) return refuse(challengeOver);
  const { loginId, method, notice, verifier, nextVerifier } = challenge;
  const account = await findAccount(db, loginId);
  const tried = { typed: loginId, account, address };
  const lane = await countAttempt(deps, tried);
  if (!lane.ok) return lane;
  if (!(await countChallengeTry(db, challenge))) return refuse(challengeOver);
  const minted = mintToken();
  const session = { kind: 'session', id: minted.tokenId } as const;
  const principal = account && (await findPersonPrincipal(db, account.personId, session, clock.now()));
  if (principal === undefined) return refuse(challengeOver);
  const consoleSecret = await deps.findConsoleSecret(db, console);
  const elsewhere = await deps.judgeEntry(principal, { address, consoleSecret });
  if (elsewhere !== undefined) return refuse(elsewhere);
  const { asked } = await askForSecond(db, { loginId, method, roles: principal.roles });
  const shown = await lookAt(loginId, asked);
  if (shown === undefined) {
    await noteWrong(pool, tried, clock.now());
    return refuse(wrongSecond);
  }
  const first = { loginId, method, notice, verifier, nextVerifier };
  const whose = { principal, minted, consoleSecret, address, requestId };
  const entered = await enter(
    deps,
    { ...first, ...whose, asked, second: { challenge, shown } },
    challengeOver,
  );
  if (entered.ok) await takeBackTry(db, lane.value, clock.now());
  return entered;
}

export const challengeOver: Refusal = {
  code: 'unauthenticated',
  detail:
    'このサインインの手続きは終わっています。期限が過ぎたか、誤りが続いたか、すでに使われました。パスワードからやり直してください。',
};
const wrongSecond: Refusal = {
  code: 'unauthenticated',
  detail:
    '番号が正しくありません。一度使った番号は、もう使えません。初めて登録するときは、認証アプリが SHA-256 に対応しているかを確かめてください。',
};

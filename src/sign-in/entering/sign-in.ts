import { type MintedToken, mintToken } from '../../authority/minted-token.ts';
import type { Principal } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/perform-act.ts';
import { findPersonPrincipal } from '../../operators/find-person-principal.ts';
import { type AccountRow, findAccount, lockAccount, noteFailure } from '../accounts/account-rows.ts';
import { enterAccount, type SignedIn } from '../accounts/enter-account.ts';
import { parseLoginId } from '../accounts/parse-login-id.ts';
import { findNotice } from '../notices/find-notice.ts';
import { judgeNotice } from '../notices/judge-notice.ts';
import type { HashingPlace, PasswordVerdict } from '../passwords/build-password-hashing.ts';
import { findPasswordNow } from '../passwords/find-password-age.ts';
import { findPasswordFault } from '../passwords/find-password-fault.ts';
import { type HashingDeps, inHashingPlace } from '../passwords/in-hashing-place.ts';
import { findPassword, type PasswordRow, savePassword } from '../passwords/password-rows.ts';
import { countTry } from '../throttling/count-try.ts';
import { type Lane, laneOfAccount, laneOfNetwork } from '../throttling/lane-of-account.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';
import { waitOfNetwork } from '../throttling/wait-of-network.ts';

/** What somebody types to sign in, and from where. */
export type SignInAttempt = {
  readonly loginId: string;
  readonly password: string;
  /** In the place of a one-time secret, which signs in no second time. */
  readonly newPassword?: string | undefined;
  /** The version of the notice that they were told. */
  readonly notice: number;
  readonly address: string;
  readonly requestId: string;
};

/** `seconds`: before then nothing more is looked at. */
export type SignInRefusal = Refusal & { readonly seconds?: number };

/**
 * Signs somebody in by login id and password. Whether the account exists, has ended or its person is not in office, it is refused in the same
 * words and after the same work. A try is counted before it is looked at, so that many at once are as many.
 */
export async function signIn(
  deps: ActDeps & HashingDeps,
  attempt: SignInAttempt,
): Promise<Result<SignedIn, SignInRefusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const unread = judgeNotice(attempt.notice, await findNotice(db));
  if (unread !== undefined) return refuse(unread);
  return inHashingPlace<SignedIn, SignInRefusal>(deps, async (place) => {
    const loginId = parseLoginId(attempt.loginId);
    const account = loginId === undefined ? undefined : await findAccount(db, loginId);
    const lane = laneOfAccount(loginId ?? attempt.loginId, account, attempt.address);
    const seconds = await waitOf(deps, lane, account, attempt.address);
    if (seconds > 0) return refuse({ code: 'too-many-requests', detail: waitWords, seconds });
    const password = account && (await findPasswordNow(db, account.loginId, clock.now()));
    const verdict = await place.verify(attempt.password, password?.verifier);
    const minted = mintToken();
    const principal =
      account?.endedAt === null
        ? await findPersonPrincipal(
            db,
            account.personId,
            { kind: 'session', id: minted.tokenId },
            clock.now(),
          )
        : undefined;
    if (account === undefined || password === undefined || principal === undefined || verdict === 'wrong') {
      await countTry(pool, laneOfNetwork(attempt.address), 'network', clock.now());
      if (account !== undefined) await noteFailure(db, account.loginId);
      return refuse(wrong);
    }
    await takeBackTry(db, lane, clock.now());
    const next = await nextVerifier(deps, place, { attempt, account, password, verdict });
    if (!next.ok) return next;
    return enter(deps, { attempt, account, password, minted, principal, verifier: next.value });
  });
}

async function waitOf(
  deps: ActDeps,
  lane: Lane,
  account: AccountRow | undefined,
  address: string,
): Promise<number> {
  const ofNetwork = await waitOfNetwork(deps, account, address);
  return ofNetwork > 0 ? ofNetwork : countTry(deps.pool, lane, 'account', deps.clock.now());
}

type Right = {
  readonly attempt: SignInAttempt;
  readonly account: AccountRow;
  readonly password: PasswordRow;
};

/** The verifier to keep from now on; undefined where the one that is kept is as good as any. */
async function nextVerifier(
  { pool, clock }: ActDeps,
  place: HashingPlace,
  { attempt, account, password, verdict }: Right & { readonly verdict: PasswordVerdict },
): Promise<Result<string | undefined, Refusal>> {
  const { newPassword } = attempt;
  if (!password.isOneTime && newPassword !== undefined) return refuse(changesElsewhere);
  if (!password.isOneTime)
    return ok(verdict === 'outdated' ? await place.makeVerifier(attempt.password) : undefined);
  if (password.expiresAt !== null && password.expiresAt <= clock.now()) return refuse(secretExpired);
  if (newPassword === undefined) return refuse(changeRequired);
  const fault = await findPasswordFault(databaseOf(pool), place, {
    loginId: account.loginId,
    before: attempt.password,
    next: newPassword,
  });
  if (fault !== undefined) {
    return refuse({ code: 'unprocessable', errors: [{ at: '/newPassword', message: fault }] });
  }
  return ok(await place.makeVerifier(newPassword));
}

/** The act: what was looked at before is looked at again under the lock of the account. */
function enter(
  deps: ActDeps,
  {
    attempt,
    account: { loginId },
    password,
    minted,
    principal,
    verifier,
  }: Right & {
    readonly minted: MintedToken;
    readonly principal: Principal;
    readonly verifier: string | undefined;
  },
): Promise<Result<SignedIn, SignInRefusal>> {
  const { address, notice, requestId } = attempt;
  return performAct<SignedIn>(deps, { principal, requestId }, async (tx) => {
    const account = await lockAccount(tx.db, loginId);
    const kept = await findPassword(tx.db, loginId);
    const stillIs = await findPersonPrincipal(tx.db, principal.actor.id, principal.credential, tx.now);
    if (account?.endedAt !== null || kept?.verifier !== password.verifier || stillIs === undefined) {
      return refuse(wrong);
    }
    await tx.takeHeads([ministryLogId]);
    if (verifier !== undefined) {
      await savePassword(tx.db, {
        loginId,
        verifier,
        isOneTime: false,
        expiresAt: null,
        setAt: password.isOneTime ? tx.now : password.setAt,
      });
    }
    if (password.isOneTime) {
      tx.recordMinistry({ kind: 'password-changed', subject: { person: account.personId } }, []);
    }
    const entering = { principal: stillIs, minted, method: 'password', address, notice } as const;
    return ok(await enterAccount(tx, account, entering));
  });
}

const wrong: Refusal = {
  code: 'unauthenticated',
  detail: '識別コード又はパスワードが正しくありません。',
};
const waitWords =
  'サインインの失敗が続いたので、しばらく受け付けません。Retry-After の秒数の後に、もう一度行ってください。';
const changeRequired: Refusal = {
  code: 'password-change-required',
  detail:
    '渡された一度だけの、又は期限の過ぎたパスワードです。自分で決めるパスワードを newPassword に書いて、もう一度送ってください。',
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

import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { type AccountRow, findAccountOfPerson } from '../accounts/account-rows.ts';
import type { HashingPlace } from '../passwords/build-password-hashing.ts';
import { findPassword, type PasswordRow } from '../passwords/password-rows.ts';
import { countTry } from '../throttling/count-try.ts';
import { giveBackTry } from '../throttling/give-back-try.ts';
import { laneOfAccount } from '../throttling/lane-of-account.ts';

/** What somebody who is signed in typed as their own, where it stands in the request, and from where it came. */
export type TypedSecret = { readonly typed: string; readonly at: string; readonly address: string };

/** `seconds`: before then nothing more is looked at. */
export type ProofRefusal = Refusal & { readonly seconds?: number };

/**
 * The account of a person whose password was typed right. It is guessed no faster here than at a sign-in: whoever took over a session does
 * not get the account; nor does a right one let their second factor be guessed any faster.
 */
export async function verifyOwnPassword(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  place: HashingPlace,
  personId: string | undefined,
  { typed, at, address }: TypedSecret,
): Promise<Result<{ readonly account: AccountRow; readonly password: PasswordRow }, ProofRefusal>> {
  const db = databaseOf(pool);
  const account = personId === undefined ? undefined : await findAccountOfPerson(db, personId);
  const password = account && (await findPassword(db, account.loginId));
  if (account === undefined || password === undefined) return refuse(hasNone);
  const lane = laneOfAccount(account.loginId, account, address);
  const seconds = await countTry(pool, lane, 'account', clock.now());
  if (seconds > 0) return refuse({ code: 'too-many-requests', seconds });
  if ((await place.verify(typed, password.verifier)) === 'wrong') {
    return refuse({ code: 'unprocessable', errors: [{ at, message: '今のパスワードが正しくありません' }] });
  }
  await giveBackTry(db, lane, clock.now());
  return ok({ account, password });
}

const hasNone: Refusal = { code: 'conflict', detail: 'あなたには、識別コードとパスワードがありません。' };

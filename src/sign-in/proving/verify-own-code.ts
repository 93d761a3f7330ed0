import { databaseOf } from '../../db/pool.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson } from '../accounts/account-rows.ts';
import { hasNoAccount } from '../second-factor/begin-own-factor-change.ts';
import { showSecondCode, type TypedSecond } from '../second-factor/show-second-code.ts';
import type { SeedDeps, ShownFactor } from '../second-factor/shown-factor.ts';
import { countTry } from '../throttling/count-try.ts';
import { laneOfAccount } from '../throttling/lane-of-account.ts';
import { takeBackTry } from '../throttling/take-back-try.ts';
import type { ProofRefusal, TypedSecret } from './verify-own-password.ts';

/** A code of a person's own app, or one of their recovery codes, if it is right. It is guessed no faster here than at a sign-in. */
export async function verifyOwnCode(
  deps: ActDeps & SeedDeps,
  personId: string | undefined,
  factor: TypedSecond['factor'],
  { typed, at, address }: TypedSecret,
): Promise<Result<ShownFactor, ProofRefusal>> {
  const { pool, clock } = deps;
  const db = databaseOf(pool);
  const account = personId === undefined ? undefined : await findAccountOfPerson(db, personId);
  if (account === undefined) return refuse(hasNoAccount);
  const { loginId } = account;
  const lane = laneOfAccount(loginId, account, address);
  const seconds = await countTry(pool, lane, 'account', clock.now());
  if (seconds > 0) return refuse({ code: 'too-many-requests', seconds });
  const shown = await showSecondCode(deps, { factor, code: typed }, loginId, 'to-show');
  if (shown === undefined) {
    const message = '番号が正しくありません。一度使った番号は、もう使えません';
    return refuse({ code: 'unprocessable', errors: [{ at, message }] });
  }
  await takeBackTry(db, lane, clock.now());
  return ok(shown);
}

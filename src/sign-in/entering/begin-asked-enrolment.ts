import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount } from '../accounts/account-rows.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import { type BegunEnrolment, beginEnrolment } from '../second-factor/begin-enrolment.ts';
import { findChallenge } from '../second-factor/open-challenge.ts';
import { type SeedDeps, seedsNotSetUp } from '../second-factor/shown-factor.ts';
import { challengeOver } from './finish-sign-in.ts';

/** Shows a seed to somebody who signs in and has no second factor yet, while one is demanded of them: their password alone replaces none. */
export async function beginAskedEnrolment(
  { pool, clock, seedKeys }: ActDeps & SeedDeps,
  secret: string,
): Promise<Result<BegunEnrolment, Refusal>> {
  const db = databaseOf(pool);
  const now = clock.now();
  const challenge = await findChallenge(db, secret, now);
  const account = challenge && (await findAccount(db, challenge.loginId));
  const principal = account && (await findPersonPrincipal(db, account.personId, nobodys, now));
  if (challenge === undefined || principal === undefined) return refuse(challengeOver);
  const { loginId, method } = challenge;
  const { asked } = await askForSecond(db, { loginId, method, roles: principal.roles });
  if (asked !== 'to-enrol') return refuse(hasOne);
  if (seedKeys === undefined) return refuse(seedsNotSetUp);
  return ok(await beginEnrolment(db, seedKeys, { loginId, now }));
}

/** There is no session yet. */
const nobodys = { kind: 'program', id: 'enrolment' } as const;

const hasOne: Refusal = {
  code: 'conflict',
  detail: 'すでに二つ目の要素があります。それを示してください。取り替えるのは、サインインした後に行えます。',
};

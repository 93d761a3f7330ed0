import type { Principal } from '../../authority/principal.ts';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson } from '../accounts/account-rows.ts';
import { type BegunEnrolment, beginEnrolment } from './begin-enrolment.ts';
import { beginOwnFactorChange, hasNoAccount } from './begin-own-factor-change.ts';
import { showEnrolment } from './show-enrolment.ts';
import { type SeedDeps, seedsNotSetUp } from './shown-factor.ts';

/** Shows the person who acts a seed for an app of theirs, in the place of the one they have, if any. */
export async function beginOwnEnrolment(
  { pool, clock, seedKeys }: ActDeps & SeedDeps,
  { actor }: Principal,
): Promise<Result<BegunEnrolment, Refusal>> {
  const db = databaseOf(pool);
  if (seedKeys === undefined) return refuse(seedsNotSetUp);
  const account = actor.type === 'person' ? await findAccountOfPerson(db, actor.id) : undefined;
  if (account === undefined) return refuse(hasNoAccount);
  return ok(await beginEnrolment(db, seedKeys, { loginId: account.loginId, now: clock.now() }));
}

/** Makes the app theirs by its first code, and answers new recovery codes this once. Their other sessions end. */
export function enrolOwnTotp(
  deps: ActDeps & SeedDeps,
  { idempotencyKey: _, ...context }: ActContext,
  code: string,
): Promise<Result<{ readonly recoveryCodes: readonly string[] }, Refusal>> {
  const { seedKeys } = deps;
  return performAct<{ readonly recoveryCodes: readonly string[] }>(deps, context, async (tx) => {
    if (seedKeys === undefined) return refuse(seedsNotSetUp);
    const own = await beginOwnFactorChange(tx, context);
    if (!own.ok) return own;
    const { loginId } = own.value;
    const shown = await showEnrolment(tx.db, seedKeys, { loginId, code, now: tx.now });
    const taken = await shown?.take(tx, own.value);
    if (taken?.recoveryCodes === undefined || taken.recoveryCodes === null) return refuse(wrongFirst);
    return ok({ recoveryCodes: taken.recoveryCodes });
  });
}

const wrongFirst: Refusal = {
  code: 'unprocessable',
  errors: [
    {
      at: '/code',
      message:
        '登録を始めたときに示したものの、今の番号ではありません。認証アプリが SHA-256 に対応しているか、端末の時刻が合っているかを確かめてください',
    },
  ],
};

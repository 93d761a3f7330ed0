import { eq } from 'drizzle-orm';
import { databaseOf } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { sessions } from '../../operators/tables.ts';
import { findAccountOfPerson } from '../../sign-in/accounts/account-rows.ts';
import type { HashingPlace } from '../../sign-in/passwords/build-password-hashing.ts';
import { countTry } from '../../sign-in/throttling/count-try.ts';
import { laneAtConsole } from '../../sign-in/throttling/lane-of-account.ts';
import { takeBackTry } from '../../sign-in/throttling/take-back-try.ts';
import { plainPin } from './judge-pin.ts';
import { findPin } from './pin-rows.ts';

/** Refuses what is not the person's own PIN, and every PIN where their session is not at a console. It is guessed no faster than beside the card. */
export async function verifyOwnPin(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  place: HashingPlace,
  { personId, tokenId }: { readonly personId: string | undefined; readonly tokenId: string },
  { typed, at }: { readonly typed: string; readonly at: string },
): Promise<Result<undefined, Refusal & { readonly seconds?: number }>> {
  const db = databaseOf(pool);
  const [session] = await db
    .select({ consoleId: sessions.consoleId })
    .from(sessions)
    .where(eq(sessions.tokenId, tokenId));
  if (session === undefined || session.consoleId === null) return refuse(notAtConsole);
  const account = personId === undefined ? undefined : await findAccountOfPerson(db, personId);
  const kept = account && (await findPin(db, account.loginId));
  if (account === undefined || kept === undefined) return refuse(hasNone);
  const lane = laneAtConsole(account.loginId, account);
  const seconds = await countTry(pool, lane, 'account', clock.now());
  if (seconds > 0) return refuse({ code: 'too-many-requests', seconds });
  if ((await place.verify(plainPin(typed), kept.verifier)) === 'wrong')
    return refuse({ code: 'unprocessable', errors: [{ at, message: '暗証番号が正しくありません' }] });
  await takeBackTry(db, lane, clock.now());
  return ok(undefined);
}

const hasNone: Refusal = { code: 'conflict', detail: 'あなたには、識別コードと暗証番号がありません。' };
const notAtConsole: Refusal = {
  code: 'conflict',
  detail: '暗証番号は、端末でサインインしているときだけ使えます。パスワードで確かめてください。',
};

import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import { findPersonPrincipal } from '../../operators/principals/find-person-principal.ts';
import { findAccount } from '../accounts/account-rows.ts';
import { factorsAsked, type SecondFactorAsked } from '../second-factor/ask-for-factor.ts';
import { askForSecond } from '../second-factor/ask-for-second.ts';
import { findChallenge } from '../second-factor/open-challenge.ts';

/** What a sign-in that was begun waits for; undefined where it is over, or waits for nothing. */
export async function findFactorAsked(
  { pool, clock }: Pick<ActDeps, 'pool' | 'clock'>,
  challenge: string | undefined,
): Promise<SecondFactorAsked | undefined> {
  const db = databaseOf(pool);
  const now = clock.now();
  const opened = challenge === undefined ? undefined : await findChallenge(db, challenge, now);
  const account = opened && (await findAccount(db, opened.loginId));
  const principal = account && (await findPersonPrincipal(db, account.personId, nobodys, now));
  if (challenge === undefined || opened === undefined || principal === undefined) return undefined;
  const { loginId, method, expiresAt } = opened;
  const asked = await askForSecond(db, { loginId, method, roles: principal.roles });
  return asked.asked === 'nothing' ? undefined : { challenge, expiresAt, factors: factorsAsked(asked) };
}

/** There is no session yet. */
const nobodys = { kind: 'program', id: 'second-factor' } as const;

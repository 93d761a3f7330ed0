import type { Database } from '../../db/pool.ts';
import type { FieldError } from '../../kernel/problem.ts';
import type { HashingPlace } from './build-password-hashing.ts';
import { judgePassword } from './judge-password.ts';
import { wasHadBefore } from './keep-in-history.ts';
import { wordsOfOffice } from './words-of-office.ts';

export type NewPassword = {
  readonly loginId: string;
  /** The one it takes the place of; undefined where nobody showed it. */
  readonly before: string | undefined;
  readonly next: string;
};

/** Why the person of a login id may not have this password in the place of the one before; undefined = they may. */
export async function findPasswordFault(
  db: Database,
  place: HashingPlace,
  { loginId, before, next }: NewPassword,
): Promise<FieldError['message'] | undefined> {
  if (next === before) return 'これまでのものとは別のパスワードを決めてください';
  const fault = judgePassword(next, { beside: 'password-only', words: await wordsOfOffice(db, loginId) });
  if (fault !== undefined) return fault;
  return (await wasHadBefore(db, place, loginId, next))
    ? '前に使ったパスワードは、まだ使えません'
    : undefined;
}

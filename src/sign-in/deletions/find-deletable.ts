import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type AccountRow, lockAccount } from '../accounts/account-rows.ts';

/** Holds an account whose record may be deleted: one that has ended, and is not whoever's who acts. */
export async function findDeletable(
  db: Database,
  loginId: string,
  actorId: string,
): Promise<Result<AccountRow, Refusal>> {
  const account = await lockAccount(db, loginId);
  if (account === undefined) return refuse({ code: 'not-found', detail: 'この識別コードはありません。' });
  if (account.personId === actorId) return refuse(ofOneself);
  if (account.deletedAt !== null) return refuse(isDeleted);
  return account.endedAt === null ? refuse(stands) : ok(account);
}

const ofOneself: Refusal = {
  code: 'self-approval',
  detail: '自分の識別コードの発行の記録は、消せません。ほかの2人に求めてください。',
};
const isDeleted: Refusal = {
  code: 'conflict',
  detail: 'この識別コードの発行の記録は、すでに消されています。',
};
const stands: Refusal = {
  code: 'conflict',
  detail: 'この識別コードは使われています。先に終わらせてください。',
};

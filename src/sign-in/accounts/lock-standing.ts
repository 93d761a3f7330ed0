import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type AccountRow, lockAccount } from './account-rows.ts';

/** Holds the account of a login id to the end of the act; refused where nobody has it, or nobody any more. */
export async function lockStanding(db: Database, loginId: string): Promise<Result<AccountRow, Refusal>> {
  const account = await lockAccount(db, loginId);
  if (account === undefined) return refuse({ code: 'not-found', detail: 'この識別コードはありません。' });
  return account.endedAt === null ? ok(account) : refuse(hasEnded);
}

const hasEnded: Refusal = { code: 'conflict', detail: 'この識別コードは終わっています。' };

import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson, lockAccount } from '../accounts/account-rows.ts';

/** Whose factors are changed, and the session in which they do. */
export type OwnAccount = {
  readonly loginId: string;
  readonly personId: string;
  readonly session: string | undefined;
};

/** Holds the account of the person who acts, and the ministry's head: so begins whatever somebody changes of their own factors. */
export async function beginOwnFactorChange(
  tx: ActTx,
  { principal: { actor, credential } }: Pick<ActContext, 'principal'>,
): Promise<Result<OwnAccount, Refusal>> {
  const own = actor.type === 'person' ? await findAccountOfPerson(tx.db, actor.id) : undefined;
  const account = own && (await lockAccount(tx.db, own.loginId));
  if (account?.endedAt !== null) return refuse(hasNoAccount);
  await tx.takeHeads([ministryLogId]);
  const { loginId, personId } = account;
  return ok({ loginId, personId, session: credential.kind === 'session' ? credential.id : undefined });
}

export const hasNoAccount: Refusal = { code: 'conflict', detail: 'あなたには、識別コードがありません。' };

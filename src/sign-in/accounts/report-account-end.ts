import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findAccountOfPerson, lockAccount } from './account-rows.ts';
import { signInAccounts } from './tables.ts';

/** From when on somebody needs their login id no more, and why; null = they need it all the same. */
export type AccountEndReport = { readonly at: Date | null; readonly reason: string };

/** The person who acts reports that they will not need their login id (METI 19(4)): it is a finding for whoever administers, and ends at that moment by itself. */
export function reportAccountEnd(
  deps: ActDeps,
  context: ActContext,
  { at, reason }: AccountEndReport,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const own = actor.type === 'person' ? await findAccountOfPerson(tx.db, actor.id) : undefined;
    const account = own && (await lockAccount(tx.db, own.loginId));
    if (account?.endedAt !== null) return refuse(hasNone);
    if (at !== null && at <= tx.now) return refuse(isPast);
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry(
      {
        kind: 'account-end-reported',
        subject: { person: account.personId },
        details: { endsAt: at?.toISOString() ?? null },
        personal: { recordClass: 'act', data: { reason } },
      },
      [],
    );
    await tx.db.update(signInAccounts).set({ endsAt: at }).where(eq(signInAccounts.loginId, account.loginId));
    return ok({});
  });
}

const hasNone: Refusal = { code: 'conflict', detail: 'あなたには、識別コードがありません。' };
const isPast: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/endsAt', message: 'これからの時刻にしてください' }],
};

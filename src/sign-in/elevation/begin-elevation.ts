import { eq } from 'drizzle-orm';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { sessions } from '../../operators/tables.ts';

/** Takes up 管理者権限 for a reason, for as long as the ministry has decided and in this session alone (昇格). */
export function beginElevation(
  deps: ActDeps,
  { idempotencyKey: _, ...context }: ActContext,
  reason: string,
): Promise<Result<{ readonly until: Date }, Refusal>> {
  const { actor, credential, resting } = context.principal;
  return performAct(deps, context, async (tx) => {
    if (resting === undefined) return refuse(nothingRests);
    if (resting.why === 'elsewhere') return refuse(elsewhere);
    await tx.takeHeads([ministryLogId]);
    const { minutes } = (await findSetting(tx.db, 'elevation')).value;
    if (minutes === null) return refuse(nothingRests);
    const until = new Date(tx.now.getTime() + minutes * 60_000);
    tx.recordMinistry(
      {
        kind: 'rights-elevated',
        subject: { person: actor.id, token: credential.id },
        details: { roles: [...new Set(resting.roles.map(({ role }) => role))], until: until.toISOString() },
        personal: { recordClass: 'act', data: { reason } },
      },
      [],
    );
    await tx.db.update(sessions).set({ elevatedUntil: until }).where(eq(sessions.tokenId, credential.id));
    return ok({ until });
  });
}

const nothingRests: Refusal = {
  code: 'conflict',
  detail: '昇格を待っている管理者権限は、このセッションにありません。',
};

const elsewhere: Refusal = {
  code: 'forbidden',
  detail: '管理者権限への昇格は、登録された接続元にいる人だけができます。',
};

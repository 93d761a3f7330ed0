import { and, eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { apiTokens } from '../../operators/tables.ts';

/** Ends a session of the person who acts, at once and everywhere: this one (サインアウト) or another. */
export function endOwnSession(
  deps: ActDeps,
  context: ActContext,
  tokenId: string,
): Promise<Result<Record<never, never>, Refusal>> {
  const { actor, credential } = context.principal;
  const changesOwn = credential.id === tokenId ? 'token' : undefined;
  return performAct(deps, { ...context, changesOwn }, async (tx) => {
    const [session] = await tx.db
      .select()
      .from(apiTokens)
      .where(
        and(
          eq(apiTokens.tokenId, tokenId),
          eq(apiTokens.kind, 'session'),
          eq(apiTokens.holderType, actor.type),
          eq(apiTokens.holderId, actor.id),
        ),
      )
      .for('update');
    if (session === undefined) {
      return refuse({ code: 'not-found', detail: 'あなたのセッションに、これはありません。' });
    }
    if (session.revokedAt !== null || session.expiresAt <= tx.now) {
      return refuse({ code: 'conflict', detail: 'このセッションはもう終わっています。' });
    }
    await tx.takeHeads([ministryLogId]);
    tx.recordMinistry({ kind: 'signed-out', subject: { person: actor.id, token: tokenId } }, []);
    await tx.db.update(apiTokens).set({ revokedAt: tx.now }).where(eq(apiTokens.tokenId, tokenId));
    return ok({});
  });
}

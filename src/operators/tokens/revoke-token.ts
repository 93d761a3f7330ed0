import { eq } from 'drizzle-orm';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { judgeReach } from '../judge-reach.ts';
import { apiTokens } from '../tables.ts';

/**
 * Revokes a token at once. A gateway's is revoked under its site's head: a batch that still took it for valid has
 * committed before this is acknowledged, and every later one sees it gone (I5).
 */
export function revokeToken(
  deps: ActDeps,
  context: ActContext,
  { tokenId, reason }: { readonly tokenId: string; readonly reason: string },
): Promise<Result<{ readonly tokenId: string; readonly revokedAt: string }, Refusal>> {
  const changesOwn = context.principal.credential.id === tokenId ? 'token' : undefined;
  return performAct(deps, { ...context, changesOwn }, async (tx) => {
    const [token] = await tx.db.select().from(apiTokens).where(eq(apiTokens.tokenId, tokenId)).for('update');
    if (token === undefined) return refuse({ code: 'not-found', detail: 'このトークンはありません。' });
    const refusal = judgeReach(context.principal, 'tokens.revoke', token.siteId);
    if (refusal !== undefined) return refuse(refusal);
    if (token.revokedAt !== null) {
      return refuse({ code: 'conflict', detail: 'このトークンはすでに失効しています。' });
    }
    const touched = token.siteId === null ? [] : [token.siteId];
    await tx.takeHeads([ministryLogId, ...touched]);
    const named =
      token.holderType === 'machine'
        ? {}
        : token.holderType === 'person'
          ? { person: token.holderId }
          : { gateway: token.holderId };
    tx.recordMinistry(
      {
        kind: 'token-revoked',
        subject: { token: tokenId, ...named },
        details: { holderType: token.holderType, holder: token.holderId },
        personal: { recordClass: 'act', data: { reason } },
      },
      touched,
    );
    await tx.db.update(apiTokens).set({ revokedAt: tx.now }).where(eq(apiTokens.tokenId, tokenId));
    return ok({ tokenId, revokedAt: tx.now.toISOString() });
  });
}

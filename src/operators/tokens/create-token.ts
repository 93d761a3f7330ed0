import { mintToken } from '../../authority/minted-token.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { isUuid, ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { apiTokens } from '../tables.ts';
import { judgeTokenHolder } from './judge-token-holder.ts';
import { loadTokenHolder } from './load-token-holder.ts';

/** Whom a token names: four eyes (I8) compares persons, so a person's token always names the person. */
export type TokenHolder =
  | { readonly type: 'person'; readonly id: string }
  | { readonly type: 'machine'; readonly id: string }
  | { readonly type: 'gateway'; readonly id: string; readonly siteId: string };

export type TokenDraft = {
  readonly holder: TokenHolder;
  /** 1 to `longestDays`. */
  readonly days: number;
  /** Who stood at the machine that minted it. */
  readonly mintedBy: { readonly osUser: string; readonly host: string };
};

export const usualDays = 90;
export const longestDays = 365;

/** Mints a token; the secret leaves here once and is never stored. */
export function createToken(
  deps: ActDeps,
  context: ActContext,
  { holder, days, mintedBy }: TokenDraft,
): Promise<
  Result<{ readonly tokenId: string; readonly token: string; readonly expiresAt: string }, Refusal>
> {
  return performAct(deps, context, async (tx) => {
    if (!Number.isInteger(days) || days < 1 || days > longestDays) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/days', message: `1 から ${longestDays} までの日数を指定してください` }],
      });
    }
    const siteId = holder.type === 'gateway' ? holder.siteId : null;
    if (siteId !== null && !isUuid(siteId))
      return refuse({ code: 'not-found', detail: 'この庁舎はありません。' });
    await tx.takeHeads(siteId === null ? [ministryLogId] : [ministryLogId, siteId]);
    const refusal = judgeTokenHolder(await loadTokenHolder(tx, holder));
    if (refusal !== undefined) return refuse(refusal);

    const minted = mintToken();
    const expiresAt = new Date(tx.now.getTime() + days * dayMs);
    const named =
      holder.type === 'machine'
        ? {}
        : holder.type === 'person'
          ? { person: holder.id }
          : { gateway: holder.id };
    tx.recordMinistry(
      {
        kind: 'token-created',
        subject: { token: minted.tokenId, ...named },
        details: {
          holderType: holder.type,
          holder: holder.id,
          expiresAt: expiresAt.toISOString(),
          ...mintedBy,
        },
      },
      siteId === null ? [] : [siteId],
    );
    await tx.db.insert(apiTokens).values({
      tokenId: minted.tokenId,
      hash: minted.hash,
      holderType: holder.type,
      holderId: holder.id,
      siteId,
      createdAt: tx.now,
      expiresAt,
    });
    return ok({ tokenId: minted.tokenId, token: minted.token, expiresAt: expiresAt.toISOString() });
  });
}

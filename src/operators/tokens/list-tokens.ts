import { asc, gt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { apiTokens } from '../tables.ts';

/** A token as it may be shown: never its secret, nor the hash of it. */
export type TokenListed = {
  readonly id: string;
  readonly kind: 'token' | 'session';
  readonly holderType: string;
  readonly holder: string;
  readonly siteId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** Every token ever minted and every session, by public id. */
export async function listTokens(
  db: Database,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<TokenListed>> {
  const rows = await db
    .select({
      id: apiTokens.tokenId,
      kind: apiTokens.kind,
      holderType: apiTokens.holderType,
      holder: apiTokens.holderId,
      siteId: apiTokens.siteId,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .where(after === undefined ? undefined : gt(apiTokens.tokenId, after))
    .orderBy(asc(apiTokens.tokenId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.id);
}

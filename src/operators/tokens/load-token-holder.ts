import { and, eq, gt, isNull } from 'drizzle-orm';
import { isUuid } from '../../kernel/ids.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { apiTokens } from '../tables.ts';
import type { TokenHolder } from './create-token.ts';
import type { TokenHolderFacts } from './judge-token-holder.ts';

/** Reads what is known of whom a token is to name. The caller holds the heads, so two at once cannot both count to one. */
export async function loadTokenHolder(tx: ActTx, holder: TokenHolder): Promise<TokenHolderFacts> {
  if (holder.type === 'machine') return holder;
  if (holder.type === 'person') {
    const person = isUuid(holder.id) ? await findPerson(tx.db, holder.id) : undefined;
    return { type: 'person', state: person?.state };
  }
  const { type, id, siteId } = holder;
  const inPlan = (await findElements(tx.db, siteId, type, [id])).size > 0;
  return { type, inPlan, validTokens: await countValidTokens(tx, holder) };
}

async function countValidTokens(
  { db, now }: ActTx,
  { type, id, siteId }: Extract<TokenHolder, { readonly type: 'gateway' }>,
): Promise<number> {
  const valid = await db
    .select({ id: apiTokens.tokenId })
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.holderType, type),
        eq(apiTokens.holderId, id),
        eq(apiTokens.siteId, siteId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
      ),
    );
  return valid.length;
}

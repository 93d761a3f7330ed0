import { and, eq, inArray, max } from 'drizzle-orm';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { apiTokens, tokenUses } from '../../operators/tables.ts';
import { signInAccounts } from '../../sign-in/accounts/tables.ts';

/** When each of these last signed in or came by a token: of a role nothing narrower is known. */
export async function loadLastSignIns(
  pool: Pool,
  holders: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const db = databaseOf(pool);
  const persons = holders.filter(isUuid);
  const byToken = await db
    .select({ holder: apiTokens.holderId, at: max(tokenUses.usedAt) })
    .from(tokenUses)
    .innerJoin(apiTokens, eq(apiTokens.tokenId, tokenUses.tokenId))
    .where(
      and(inArray(apiTokens.holderType, ['person', 'machine']), inArray(apiTokens.holderId, [...holders])),
    )
    .groupBy(apiTokens.holderId);
  const bySignIn = await db
    .select({ holder: signInAccounts.personId, at: max(signInAccounts.signedInAt) })
    .from(signInAccounts)
    .where(inArray(signInAccounts.personId, persons))
    .groupBy(signInAccounts.personId);
  const last = new Map<string, Date>();
  for (const { holder, at } of [...byToken, ...bySignIn]) {
    const before = last.get(holder);
    if (at !== null && (before === undefined || before < at)) last.set(holder, at);
  }
  return last;
}

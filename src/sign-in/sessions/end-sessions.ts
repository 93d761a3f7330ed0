import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { apiTokens } from '../../operators/tables.ts';

/** Ends the sessions of a person at once, but one where it is named; answers how many there were. The act says why. */
export async function endSessions(
  { db, now }: ActTx,
  personId: string,
  but: string | undefined,
): Promise<number> {
  const ended = await db
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(
      and(
        eq(apiTokens.kind, 'session'),
        eq(apiTokens.holderType, 'person'),
        eq(apiTokens.holderId, personId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        but === undefined ? undefined : ne(apiTokens.tokenId, but),
      ),
    )
    .returning({ tokenId: apiTokens.tokenId });
  return ended.length;
}

import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { apiTokens, sessions } from '../../operators/tables.ts';

/** So many sessions somebody has at once: at a desk, at a console and on the way. */
export const mostSessions = 5;

/** Makes room for one more session of a person: beyond what they may have at once the oldest end (2.2.1.1(1)(f)(ウ)), each with its entry. */
export async function endOldestSessions({ db, now, recordMinistry }: ActTx, personId: string): Promise<void> {
  const beyond = await db
    .select({ tokenId: apiTokens.tokenId })
    .from(apiTokens)
    .innerJoin(sessions, eq(sessions.tokenId, apiTokens.tokenId))
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        gt(sessions.idleUntil, now),
      ),
    )
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.tokenId))
    .offset(mostSessions - 1);
  if (beyond.length === 0) return;
  for (const { tokenId } of beyond) {
    const subject = { person: personId, token: tokenId };
    recordMinistry({ kind: 'signed-out', subject, details: { beyond: mostSessions } }, []);
  }
  const ended = beyond.map(({ tokenId }) => tokenId);
  await db.update(apiTokens).set({ revokedAt: now }).where(inArray(apiTokens.tokenId, ended));
}

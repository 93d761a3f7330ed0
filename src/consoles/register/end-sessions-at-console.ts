import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { apiTokens, sessions } from '../../operators/tables.ts';

/** A session that a console still has, held to the end of the act. */
export type SessionHeld = { readonly tokenId: string; readonly personId: string };

/** Holds the sessions begun at a console that are not over: before heads are taken, for their acts hold them, too. The caller holds the console. */
export function holdSessionsAtConsole(
  { db, now }: ActTx,
  consoleId: string,
): Promise<readonly SessionHeld[]> {
  return db
    .select({ tokenId: apiTokens.tokenId, personId: sessions.personId })
    .from(apiTokens)
    .innerJoin(sessions, eq(sessions.tokenId, apiTokens.tokenId))
    .where(and(eq(sessions.consoleId, consoleId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)))
    .orderBy(apiTokens.tokenId)
    .for('update', { of: apiTokens });
}

/** Ends these at once, each with its entry. */
export async function endSessionsAtConsole(
  tx: ActTx,
  consoleId: string,
  held: readonly SessionHeld[],
): Promise<void> {
  for (const { tokenId, personId } of held) {
    tx.recordMinistry(
      { kind: 'signed-out', subject: { person: personId, token: tokenId }, details: { console: consoleId } },
      [],
    );
  }
  const ended = held.map(({ tokenId }) => tokenId);
  await tx.db.update(apiTokens).set({ revokedAt: tx.now }).where(inArray(apiTokens.tokenId, ended));
}

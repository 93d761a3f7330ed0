import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { lostItsCard } from '../../operators/principals/lost-its-card.ts';
import { apiTokens, sessions } from '../../operators/tables.ts';

/** A session as its person sees it. */
export type OwnSession = {
  readonly id: string;
  readonly loginId: string;
  readonly network: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly idleUntil: Date;
  readonly expiresAt: Date;
};

/** The sessions of a person that are going on, the newest first. */
export async function listOwnSessions(
  db: Database,
  personId: string,
  now: Date,
): Promise<readonly OwnSession[]> {
  const rows = await db
    .select({
      personId: sessions.personId,
      cardId: sessions.cardId,
      cardSeq: sessions.cardSeq,
      id: sessions.tokenId,
      loginId: sessions.loginId,
      network: sessions.network,
      createdAt: apiTokens.createdAt,
      usedAt: sessions.usedAt,
      idleUntil: sessions.idleUntil,
      expiresAt: apiTokens.expiresAt,
    })
    .from(sessions)
    .innerJoin(apiTokens, eq(apiTokens.tokenId, sessions.tokenId))
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        gt(sessions.idleUntil, now),
      ),
    )
    .orderBy(desc(apiTokens.createdAt));
  const lost = await Promise.all(rows.map((row) => lostItsCard(db, row, now)));
  return rows.filter((_, nth) => lost[nth] === false);
}

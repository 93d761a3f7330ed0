import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
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
export function listOwnSessions(db: Database, personId: string, now: Date): Promise<readonly OwnSession[]> {
  return db
    .select({
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
}

import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { passkeyChallenges } from './tables.ts';

/** An authenticator, and whoever asks it, has as long. */
export const challengeLastsMs = 5 * 60_000;

/** What an authenticator is asked to sign, in base64url. */
export type Challenge = string;

/** Asks for something to be signed: by who registers a passkey, or (null) by whoever uses one. */
export async function makeChallenge(db: Database, loginId: string | null, now: Date): Promise<Challenge> {
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + challengeLastsMs);
  await db.insert(passkeyChallenges).values({ challenge, loginId, expiresAt });
  return challenge;
}

/** Takes what was asked for, so that it is answered once, on whichever instance; false where it was not asked of them, or too long ago. */
export async function takeChallenge(
  db: Database,
  challenge: Challenge,
  loginId: string | null,
  now: Date,
): Promise<boolean> {
  const [taken] = await db
    .delete(passkeyChallenges)
    .where(eq(passkeyChallenges.challenge, challenge))
    .returning();
  return taken !== undefined && taken.loginId === loginId && now < taken.expiresAt;
}

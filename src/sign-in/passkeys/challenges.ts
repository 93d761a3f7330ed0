import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { openChallengeSeal, sealChallenge } from './seal-challenge.ts';
import { passkeyChallenges } from './tables.ts';

/** An authenticator, and whoever asks it, has as long. */
export const challengeLastsMs = 5 * 60_000;

/** What an authenticator is asked to sign, in base64url. */
export type Challenge = string;

/**
 * Asks for something to be signed: by who registers a passkey, or (null) by whoever uses one. Anybody may ask for the latter, as often as they
 * like: no row is kept of it until it is answered.
 */
export async function makeChallenge(db: Database, loginId: string | null, now: Date): Promise<Challenge> {
  const expiresAt = new Date(now.getTime() + challengeLastsMs);
  if (loginId === null) return sealChallenge(db, expiresAt);
  const challenge = randomBytes(32).toString('base64url');
  await db.insert(passkeyChallenges).values({ challenge, loginId, expiresAt });
  return challenge;
}

/** Takes what was asked for, so that it is answered once, on whichever instance; false where it was not asked of them, or too long ago. */
export function takeChallenge(
  db: Database,
  challenge: Challenge,
  loginId: string | null,
  now: Date,
): Promise<boolean> {
  return loginId === null ? noteAnswered(db, challenge, now) : takeOwn(db, challenge, loginId, now);
}

async function takeOwn(db: Database, challenge: Challenge, loginId: string, now: Date): Promise<boolean> {
  const [taken] = await db
    .delete(passkeyChallenges)
    .where(eq(passkeyChallenges.challenge, challenge))
    .returning();
  return taken !== undefined && taken.loginId === loginId && now < taken.expiresAt;
}

/** Of two who answer the same, one notes it. */
async function noteAnswered(db: Database, challenge: Challenge, now: Date): Promise<boolean> {
  const expiresAt = await openChallengeSeal(db, challenge);
  if (expiresAt === undefined || expiresAt <= now) return false;
  const noted = await db
    .insert(passkeyChallenges)
    .values({ challenge, loginId: null, expiresAt })
    .onConflictDoNothing()
    .returning({ challenge: passkeyChallenges.challenge });
  return noted.length === 1;
}

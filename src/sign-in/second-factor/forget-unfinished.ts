import { lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { signInChallenges, totpEnrolments } from './tables.ts';

/** Forgets sign-ins that stopped before the second factor, and seeds that nobody confirmed, whose time is over. */
export async function forgetUnfinished(db: Database, now: Date): Promise<void> {
  await db.delete(signInChallenges).where(lte(signInChallenges.expiresAt, now));
  await db.delete(totpEnrolments).where(lte(totpEnrolments.expiresAt, now));
}

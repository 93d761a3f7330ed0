import { lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { passkeyChallenges } from './tables.ts';

/** Forgets what was asked of authenticators and is too late to be answered. */
export async function forgetChallenges(db: Database, now: Date): Promise<void> {
  await db.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAt, now));
}

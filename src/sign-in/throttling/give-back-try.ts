import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Lane } from './lane-of-account.ts';
import { signInTries } from './tables.ts';

/**
 * Gives back the try of somebody whose first factor was right: what failed in their lane before still counts, so that nobody who has the
 * password guesses the second any faster by showing the first again.
 */
export async function giveBackTry(db: Database, { lane }: Lane, now: Date): Promise<void> {
  await db
    .update(signInTries)
    .set({
      failures: sql`greatest(${signInTries.failures} - 1, 0)`,
      waitsUntil: now,
      untold: sql`greatest(${signInTries.untold} - 1, 0)`,
    })
    .where(eq(signInTries.lane, lane));
}

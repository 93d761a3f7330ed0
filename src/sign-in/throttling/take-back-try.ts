import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Lane } from './lane-of-account.ts';
import { signInTries } from './tables.ts';

/** Takes back the try of somebody who was right: their lane begins anew, and what failed in it before is still told. */
export async function takeBackTry(db: Database, { lane }: Lane, now: Date): Promise<void> {
  await db
    .update(signInTries)
    .set({ failures: 0, waitsUntil: now, untold: sql`greatest(${signInTries.untold} - 1, 0)` })
    .where(eq(signInTries.lane, lane));
}

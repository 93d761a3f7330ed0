import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Lane } from './lane-of-account.ts';
import { signInTries } from './tables.ts';

/** For how many seconds nothing more of a lane is looked at; 0 = it is. */
export async function findWait(db: Database, { lane }: Lane, now: Date): Promise<number> {
  const [row] = await db
    .select({ waitsUntil: signInTries.waitsUntil })
    .from(signInTries)
    .where(eq(signInTries.lane, lane));
  return row === undefined ? 0 : Math.max(0, Math.ceil((row.waitsUntil.getTime() - now.getTime()) / 1_000));
}

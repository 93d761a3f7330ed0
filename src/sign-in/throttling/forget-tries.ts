import { and, eq, lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { signInTries } from './tables.ts';

/** Forgets who failed to sign in a day ago and longer, once the log was told of it. */
export async function forgetTries(db: Database, now: Date): Promise<void> {
  await db
    .delete(signInTries)
    .where(and(lte(signInTries.triedAt, new Date(now.getTime() - dayMs)), eq(signInTries.untold, 0)));
}

import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import type { Database } from '../../db/pool.ts';
import { sessions } from '../tables.ts';
import { nextLock } from './next-lock.ts';
import { sessionLimitOf } from './session-limit-of.ts';

/** So often at most a use is written. */
const everyMs = 60_000;

/**
 * Notes that a session is used: until when it may rest now by the roles its person holds, and when its screen locks, where it is at a console.
 * One for a shift rests as long as it lasts. What is asked of a locked screen is no use: it stays locked.
 */
export async function noteSessionUse(
  db: Database,
  { credential, roles }: Principal,
  now: Date,
): Promise<void> {
  const { tokenId, usedAt, idleUntil, locksAt, shiftUntil } = sessions;
  const rests = new Date(now.getTime() + sessionLimitOf(roles).idleMs).toISOString();
  await db
    .update(sessions)
    .set({
      usedAt: now,
      idleUntil: sql`case when ${shiftUntil} is null then ${rests}::timestamptz else ${idleUntil} end`,
      locksAt: nextLock(roles, now),
    })
    .where(
      and(
        eq(tokenId, credential.id),
        lte(usedAt, new Date(now.getTime() - everyMs)),
        or(isNull(locksAt), gt(locksAt, now)),
      ),
    );
}

import { and, eq, lte } from 'drizzle-orm';
import type { Principal } from '../authority/principal.ts';
import type { Database } from '../db/pool.ts';
import { sessionLimitOf } from './session-limit-of.ts';
import { sessions } from './tables.ts';

/** So often at most a use is written. */
const everyMs = 60_000;

/** Notes that a session is used, and until when it may rest now by the roles its person holds. */
export async function noteSessionUse(
  db: Database,
  { credential, roles }: Principal,
  now: Date,
): Promise<void> {
  await db
    .update(sessions)
    .set({ usedAt: now, idleUntil: new Date(now.getTime() + sessionLimitOf(roles).idleMs) })
    .where(and(eq(sessions.tokenId, credential.id), lte(sessions.usedAt, new Date(now.getTime() - everyMs))));
}

import { lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { sessions } from '../tables.ts';

/** No session lasts this long. */
const dayAndShiftMs = 50 * 3_600_000;

/** Forgets what was noted of sessions that have been over for a day: their rows in `api_tokens` stay, as entries name them. */
export async function forgetSessions(db: Database, now: Date): Promise<void> {
  await db.delete(sessions).where(lte(sessions.usedAt, new Date(now.getTime() - dayAndShiftMs)));
}

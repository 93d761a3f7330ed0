import { type SQL, sql } from 'drizzle-orm';
import type { RoleHeld } from '../../authority/roles.ts';
import { sessions } from '../tables.ts';
import { sessionLimitOf } from './session-limit-of.ts';

/** When the screen of a session that is used now locks by rest: at a console alone, by the roles its person holds. */
export function nextLock(roles: readonly Pick<RoleHeld, 'role'>[], now: Date): SQL {
  const locks = new Date(now.getTime() + sessionLimitOf(roles).locksAfterMs).toISOString();
  return sql`case when ${sessions.consoleId} is not null then ${locks}::timestamptz end`;
}

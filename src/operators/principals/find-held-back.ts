import { sql } from 'drizzle-orm';
import { isFactorDemanded } from '../../authority/factor-demand.ts';
import { judgePasswordAge } from '../../authority/judge-password-age.ts';
import type { HeldBack } from '../../authority/principal.ts';
import type { RoleHeld } from '../../authority/roles.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import { sessions } from '../tables.ts';
import { showsTwo } from './shows-two.ts';

export type SessionRow = typeof sessions.$inferSelect & {
  /** Since when the password it was begun by is what it is; null where it was begun by none, or by a one-time secret. */
  readonly passwordSetAt: Date | null;
};

/** Of a table of `sign-in`, which stands above. The builder leaves the table of a column out where it selects of one alone. */
export const passwordSetAt = sql<Date | null>`(
  select set_at from sign_in_passwords p
  where sessions.method = 'password' and p.login_id = sessions.login_id and not p.is_one_time
)`.mapWith(sessions.usedAt);

/** Why the person of a session may do less in it than their roles do, by what holds at this moment; undefined where they may do all. */
export async function findHeldBack(
  db: Database,
  session: SessionRow,
  roles: readonly Pick<RoleHeld, 'role'>[],
  now: Date,
): Promise<HeldBack | undefined> {
  const { locksAt, shiftUntil } = session;
  if (locksAt !== null && locksAt <= now) return 'screen-locked';
  if (await isPasswordExpired(db, session, now)) return 'password-expired';
  if (await lacksFactor(db, session, roles)) return 'one-factor';
  return shiftUntil !== null && shiftUntil <= now ? 'shift-over' : undefined;
}

async function isPasswordExpired(db: Database, { passwordSetAt }: SessionRow, now: Date): Promise<boolean> {
  if (passwordSetAt === null) return false;
  const { maxAgeDays } = (await findSetting(db, 'password-rotation')).value;
  return judgePasswordAge(passwordSetAt, maxAgeDays, now)?.isExpired ?? false;
}

/** A role that demands a second factor was given, or the ministry demands one, since it was begun without. */
async function lacksFactor(
  db: Database,
  session: SessionRow,
  roles: readonly Pick<RoleHeld, 'role'>[],
): Promise<boolean> {
  if (showsTwo(session)) return false;
  return isFactorDemanded(roles, (await findSetting(db, 'second-factor')).value.demanded);
}

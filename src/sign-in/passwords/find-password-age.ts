import { judgePasswordAge, type PasswordAge } from '../../authority/judge-password-age.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import { findPassword, type PasswordRow } from './password-rows.ts';

/** How far the password of an account is from having to be changed; undefined where nobody set one, or it never has to be. */
export async function findPasswordAge(
  db: Database,
  loginId: string,
  now: Date,
): Promise<PasswordAge | undefined> {
  const { maxAgeDays } = (await findSetting(db, 'password-rotation')).value;
  const password = await findPassword(db, loginId);
  if (password === undefined || password.isOneTime) return undefined;
  return judgePasswordAge(password.setAt, maxAgeDays, now);
}

/** The password of an account as it counts now: one that has run out signs in as a one-time secret does, to be replaced. */
export async function findPasswordNow(
  db: Database,
  loginId: string,
  now: Date,
): Promise<PasswordRow | undefined> {
  const password = await findPassword(db, loginId);
  const age = await findPasswordAge(db, loginId, now);
  return password !== undefined && age?.isExpired ? { ...password, isOneTime: true } : password;
}

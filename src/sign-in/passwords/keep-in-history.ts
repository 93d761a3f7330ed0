import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import type { HashingPlace } from './build-password-hashing.ts';
import type { PasswordRow } from './password-rows.ts';
import { signInPasswordHistory } from './tables.ts';

const { loginId: ofLogin, setAt } = signInPasswordHistory;

/** Whether a password is one of the last that an account had before its own of now, as many as the ministry keeps. */
export async function wasHadBefore(
  db: Database,
  place: HashingPlace,
  loginId: string,
  password: string,
): Promise<boolean> {
  const before = await db
    .select({ verifier: sql<string>`verifier` })
    .from(sql`passwords_before(${loginId}) as verifier`);
  for (const { verifier } of before) {
    if ((await place.verify(password, verifier)) !== 'wrong') return true;
  }
  return false;
}

/** Keeps what verifies a password that another takes the place of, and forgets what is beyond as many as the ministry keeps. */
export async function keepInHistory(db: Database, replaced: PasswordRow): Promise<void> {
  const { loginId } = replaced;
  const { history } = (await findSetting(db, 'password-rotation')).value;
  if (history > 0 && !replaced.isOneTime) {
    const { verifier } = replaced;
    await db
      .insert(signInPasswordHistory)
      .values({ loginId, setAt: replaced.setAt, verifier })
      .onConflictDoNothing();
  }
  const kept = db
    .select({ setAt })
    .from(signInPasswordHistory)
    .where(eq(ofLogin, loginId))
    .orderBy(desc(setAt))
    .limit(history);
  await db.delete(signInPasswordHistory).where(and(eq(ofLogin, loginId), notInArray(setAt, kept)));
}

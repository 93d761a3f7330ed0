import { eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import { keepInHistory } from './keep-in-history.ts';
import { signInPasswords } from './tables.ts';

export type PasswordRow = typeof signInPasswords.$inferSelect;

/** What is kept of the password of an account. */
export async function findPassword(db: Database, loginId: string): Promise<PasswordRow | undefined> {
  const columns = {
    ...getTableColumns(signInPasswords),
    verifier: keptSecret('password', signInPasswords.loginId),
  };
  const [row] = await db.select(columns).from(signInPasswords).where(eq(signInPasswords.loginId, loginId));
  return row;
}

/** Keeps a password in the place of the one before. The caller holds the account. */
export async function savePassword(db: Database, row: PasswordRow): Promise<void> {
  const { loginId, ...values } = row;
  const replaced = await findPassword(db, loginId);
  // The same password by a better verifier replaces none.
  if (replaced !== undefined && replaced.setAt < row.setAt) await keepInHistory(db, replaced);
  await db
    .insert(signInPasswords)
    .values({ loginId, ...values })
    .onConflictDoUpdate({ target: signInPasswords.loginId, set: values });
}

import { eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { keptSecret } from '../../sign-in/secrets/kept-secret.ts';
import { signInPins } from './tables.ts';

export type PinRow = typeof signInPins.$inferSelect;

/** What is kept of the PIN of an account. */
export async function findPin(db: Database, loginId: string): Promise<PinRow | undefined> {
  const columns = { ...getTableColumns(signInPins), verifier: keptSecret('pin', signInPins.loginId) };
  const [row] = await db.select(columns).from(signInPins).where(eq(signInPins.loginId, loginId));
  return row;
}

/** Keeps a PIN in the place of the one before. The caller holds the account. */
export async function savePin(db: Database, { loginId, ...values }: PinRow): Promise<void> {
  await db
    .insert(signInPins)
    .values({ loginId, ...values })
    .onConflictDoUpdate({ target: signInPins.loginId, set: values });
}

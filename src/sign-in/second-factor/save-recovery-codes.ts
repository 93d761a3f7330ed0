import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { makeRecoveryCodes, recoveryHash } from './make-recovery-codes.ts';
import { recoveryCodes } from './tables.ts';

/** Gives an account new recovery codes in the place of all it had, and answers them this once. The caller holds the account. */
export async function saveRecoveryCodes(db: Database, loginId: string): Promise<readonly string[]> {
  const codes = makeRecoveryCodes();
  await db.delete(recoveryCodes).where(eq(recoveryCodes.loginId, loginId));
  await db
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ loginId, hash: recoveryHash(loginId, code) })));
  return codes;
}

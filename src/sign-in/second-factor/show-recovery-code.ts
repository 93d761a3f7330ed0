import { and, count, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { recoveryHash } from './make-recovery-codes.ts';
import type { ShownFactor } from './shown-factor.ts';
import { recoveryCodes } from './tables.ts';

/** A recovery code, if it is one of this account's that was not used yet. */
export async function showRecoveryCode(
  db: Database,
  { loginId, code }: { readonly loginId: string; readonly code: string },
): Promise<ShownFactor | undefined> {
  const hash = recoveryHash(loginId, code);
  const isIt = and(eq(recoveryCodes.loginId, loginId), eq(recoveryCodes.hash, hash));
  const [kept] = await db.select({ loginId: recoveryCodes.loginId }).from(recoveryCodes).where(isIt);
  if (kept === undefined) return undefined;
  return {
    factor: 'recovery-code',
    async take(tx, { personId: person }) {
      const taken = await tx.db.delete(recoveryCodes).where(isIt).returning({ hash: recoveryCodes.hash });
      if (taken.length === 0) return undefined;
      const [rest] = await tx.db
        .select({ left: count() })
        .from(recoveryCodes)
        .where(eq(recoveryCodes.loginId, loginId));
      tx.recordMinistry(
        { kind: 'recovery-code-used', subject: { person }, details: { left: rest?.left ?? 0 } },
        [],
      );
      return { recoveryCodes: null };
    },
  };
}

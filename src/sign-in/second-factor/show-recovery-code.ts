import { count, eq, sql } from 'drizzle-orm';
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
  const [kept] = await db
    .select({ isIt: sql<boolean>`is_it` })
    .from(sql`is_recovery_code(${loginId}, ${hash}) as is_it`);
  if (kept?.isIt !== true) return undefined;
  return {
    factor: 'recovery-code',
    async take(tx, { personId: person }) {
      const [taken] = await tx.db
        .select({ isUsed: sql<boolean>`is_used` })
        .from(sql`use_recovery_code(${loginId}, ${hash}) as is_used`);
      if (taken?.isUsed !== true) return undefined;
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

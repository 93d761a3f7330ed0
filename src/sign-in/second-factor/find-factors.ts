import { and, count, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { passkeys } from '../passkeys/tables.ts';
import type { FactorsHeld } from './second-factors.ts';
import { recoveryCodes, totpFactors } from './tables.ts';

/** What an account has beside its password. */
export async function findFactors(db: Database, loginId: string): Promise<FactorsHeld> {
  const [totp] = await db
    .select({ enrolledAt: totpFactors.enrolledAt })
    .from(totpFactors)
    .where(eq(totpFactors.loginId, loginId));
  const [codes] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.loginId, loginId));
  const [keys] = await db
    .select({ kept: count() })
    .from(passkeys)
    .where(and(eq(passkeys.loginId, loginId), isNull(passkeys.removedAt)));
  return {
    totpEnrolledAt: totp?.enrolledAt ?? null,
    passkeys: keys?.kept ?? 0,
    recoveryCodes: codes?.left ?? 0,
  };
}

import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { sessions } from '../../operators/tables.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { judgeCode } from './judge-code.ts';
import { saveRecoveryCodes } from './save-recovery-codes.ts';
import { openSeed } from './seal-seed.ts';
import type { ShownCode } from './show-totp.ts';
import type { ShownFactor } from './shown-factor.ts';
import { totpEnrolments, totpFactors } from './tables.ts';

/** The first code of a seed that was shown to whoever enrols: taken, it makes the app their factor, in the place of the one before. */
export async function showEnrolment(
  db: Database,
  keys: VersionedSecrets,
  { loginId, code, now }: ShownCode,
): Promise<ShownFactor | undefined> {
  const ownSeed = keptSecret('totp-enrolment', totpEnrolments.loginId);
  const columns = { ...getTableColumns(totpEnrolments), seed: ownSeed };
  const [begun] = await db.select(columns).from(totpEnrolments).where(eq(totpEnrolments.loginId, loginId));
  if (begun === undefined || begun.expiresAt <= now) return undefined;
  const { seed } = openSeed(keys, loginId, begun.seed);
  const lastStep = judgeCode({ seed, typed: code, now, lastStep: 0 });
  if (lastStep === undefined) return undefined;
  return {
    factor: 'totp',
    async take(tx, { personId: person, session }) {
      const confirmed = await tx.db
        .delete(totpEnrolments)
        .where(and(eq(totpEnrolments.loginId, loginId), eq(ownSeed, begun.seed)))
        .returning({ loginId: totpEnrolments.loginId });
      if (confirmed.length === 0) return undefined;
      const before = await tx.db
        .delete(totpFactors)
        .where(eq(totpFactors.loginId, loginId))
        .returning({ loginId: totpFactors.loginId });
      await tx.db.insert(totpFactors).values({ loginId, seed: begun.seed, lastStep, enrolledAt: tx.now });
      const kind = before.length === 0 ? 'factor-enrolled' : 'factor-replaced';
      // Whoever began one without it, or by the one before, begins anew.
      const sessionsEnded = await endSessions(tx, person, session);
      if (session !== undefined) await saveShown(tx.db, session);
      tx.recordMinistry({ kind, subject: { person }, details: { factor: 'totp', sessionsEnded } }, []);
      return { recoveryCodes: await saveRecoveryCodes(tx.db, loginId) };
    },
  };
}

/** Whoever enrols it in a session has shown it there. */
async function saveShown(db: Database, tokenId: string): Promise<void> {
  await db.update(sessions).set({ secondFactor: 'totp' }).where(eq(sessions.tokenId, tokenId));
}

import { and, eq, getTableColumns, lt } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { keptSecret } from '../secrets/kept-secret.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import { judgeCode } from './judge-code.ts';
import { openSeed, sealSeed } from './seal-seed.ts';
import type { ShownFactor } from './shown-factor.ts';
import { totpFactors } from './tables.ts';

export type ShownCode = { readonly loginId: string; readonly code: string; readonly now: Date };

/** The code of an authenticator app, if it is one of this account's now. */
export async function showTotp(
  db: Database,
  keys: VersionedSecrets,
  { loginId, code, now }: ShownCode,
): Promise<ShownFactor | undefined> {
  const columns = { ...getTableColumns(totpFactors), seed: keptSecret('totp', totpFactors.loginId) };
  const [kept] = await db.select(columns).from(totpFactors).where(eq(totpFactors.loginId, loginId));
  if (kept === undefined) return undefined;
  const { seed, isOutdated } = openSeed(keys, loginId, kept.seed);
  const step = judgeCode({ seed, typed: code, now, lastStep: kept.lastStep });
  if (step === undefined) return undefined;
  const next = isOutdated ? sealSeed(keys, loginId, seed) : kept.seed;
  return {
    factor: 'totp',
    take: async (tx) =>
      (await takeStep(tx.db, { loginId, seed: kept.seed, next, step })) ? { recoveryCodes: null } : undefined,
  };
}

/**
 * Takes the code of a time step: of however many who show it at once, in one statement, one does (RFC 6238 §5.2). The seed is kept as it is sealed
 * by now.
 */
export async function takeStep(
  db: Database,
  {
    loginId,
    seed,
    next,
    step,
  }: { readonly loginId: string; readonly seed: string; readonly next: string; readonly step: number },
): Promise<boolean> {
  const taken = await db
    .update(totpFactors)
    .set({ lastStep: step, seed: next })
    .where(
      and(
        eq(totpFactors.loginId, loginId),
        eq(keptSecret('totp', totpFactors.loginId), seed),
        lt(totpFactors.lastStep, step),
      ),
    )
    .returning({ loginId: totpFactors.loginId });
  return taken.length === 1;
}

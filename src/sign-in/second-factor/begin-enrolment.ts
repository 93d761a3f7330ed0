import type { Database } from '../../db/pool.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import { makeSeed, type ShownSeed, showSeed } from './make-seed.ts';
import { sealSeed } from './seal-seed.ts';
import { totpEnrolments } from './tables.ts';

/** Long enough to find an app and scan what is shown. */
export const enrolmentLastsMs = 15 * 60_000;

export type BegunEnrolment = ShownSeed & { readonly expiresAt: Date };

/** Makes a seed and shows it this once. It is nobody's factor until a code of it comes back. */
export async function beginEnrolment(
  db: Database,
  keys: VersionedSecrets,
  { loginId, now }: { readonly loginId: string; readonly now: Date },
): Promise<BegunEnrolment> {
  const seed = makeSeed();
  const expiresAt = new Date(now.getTime() + enrolmentLastsMs);
  const row = { seed: sealSeed(keys, loginId, seed), expiresAt };
  await db
    .insert(totpEnrolments)
    .values({ loginId, ...row })
    .onConflictDoUpdate({ target: totpEnrolments.loginId, set: row });
  return { ...showSeed(seed, loginId), expiresAt };
}

import { systemPrincipal } from '../src/authority/system-principal.ts';
import { ministryLogId, newId } from '../src/kernel/ids.ts';
import { ok } from '../src/kernel/result.ts';
import { type ActDeps, performAct } from '../src/log/writing/perform-act.ts';
import { giveAccount } from '../src/sign-in/accounts/give-account.ts';
import { buildPasswordHashing, leastIterations } from '../src/sign-in/passwords/build-password-hashing.ts';
import { deriveKey } from '../src/sign-in/passwords/derive-key.ts';
import type { VersionedSecrets } from '../src/sign-in/secrets/versioned-secrets.ts';

/** Of the services that are measured: no secret. */
export const benchPeppers: VersionedSecrets = { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 7)]]) };

export const benchPassword = 'あかるい ひるの つきを みた 07';

/** Gives these persons login ids and one password, derived as the service derives it. */
export async function letSignIn(
  deps: ActDeps,
  personIds: readonly string[],
  { prefix, iterations = leastIterations }: { readonly prefix: string; readonly iterations?: number },
): Promise<readonly string[]> {
  const place = buildPasswordHashing({ deriveKey, peppers: benchPeppers, iterations }).takePlace();
  if (place === undefined) throw new Error('nobody else hashes here');
  const verifier = await place.makeVerifier(benchPassword);
  place.leave();
  const loginIds: string[] = [];
  for (const [index, personId] of personIds.entries()) {
    const loginId = `${prefix}${index}`;
    const context = { principal: systemPrincipal('bench'), requestId: newId<'request'>() };
    await performAct(deps, context, async (tx) => {
      await tx.takeHeads([ministryLogId]);
      const draft = { loginId, personId, application: null, issuedBy: 'bench' };
      await giveAccount(tx, draft, { verifier, oneTimeUntil: undefined });
      return ok(undefined);
    });
    loginIds.push(loginId);
  }
  return loginIds;
}

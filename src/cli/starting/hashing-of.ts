import type { Config } from '../../config.ts';
import type { HashingSettings } from '../../sign-in/passwords/build-password-hashing.ts';
import type { DeriveKey } from '../../sign-in/passwords/derive-key.ts';
import type { VersionedSecrets } from '../../sign-in/secrets/versioned-secrets.ts';

/** How passwords are hashed by these settings; nothing where there is no pepper. */
export function hashingOf(
  { passwordIterations: iterations }: Pick<Config, 'passwordIterations'>,
  peppers: VersionedSecrets | undefined,
  deriveKey: DeriveKey,
): { readonly hashing?: HashingSettings } {
  return peppers === undefined ? {} : { hashing: { deriveKey, peppers, iterations } };
}

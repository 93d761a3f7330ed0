import type { HashingSettings } from '../../src/sign-in/passwords/build-password-hashing.ts';
import { deriveKey } from '../../src/sign-in/passwords/derive-key.ts';
import type { VersionedSecrets } from '../../src/sign-in/secrets/versioned-secrets.ts';

/** Passwords are hashed as they always are, in this process and with so few iterations that a test does not wait. */
export const cheapHashing: HashingSettings = {
  deriveKey,
  peppers: { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 7)]]) },
  iterations: 10,
};

/** What seals the seeds of authenticator apps in tests. */
export const seedKeys: VersionedSecrets = {
  newest: 2,
  byVersion: new Map([
    [1, Buffer.alloc(32, 9)],
    [2, Buffer.alloc(32, 8)],
  ]),
};

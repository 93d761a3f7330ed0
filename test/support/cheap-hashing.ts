import type { HashingSettings } from '../../src/sign-in/passwords/build-password-hashing.ts';
import { deriveKey } from '../../src/sign-in/passwords/derive-key.ts';

/** Passwords are hashed as they always are, in this process and with so few iterations that a test does not wait. */
export const cheapHashing: HashingSettings = {
  deriveKey,
  peppers: { newest: 1, byVersion: new Map([[1, Buffer.alloc(32, 7)]]) },
  iterations: 10,
};

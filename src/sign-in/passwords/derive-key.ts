import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

/** What a key is derived of; base64, as it goes to another process. */
export type Derivation = { readonly password: string; readonly salt: string; readonly iterations: number };

/** Derives the 32 bytes of a password, as base64: PBKDF2-HMAC-SHA-512 of its NFKC, of algorithms that the CRYPTREC list names. */
export type DeriveKey = (derivation: Derivation) => Promise<string>;

const keyBytes = 32;
const derive = promisify(pbkdf2);

export const deriveKey: DeriveKey = async ({ password, salt, iterations }) => {
  const text = password.normalize('NFKC');
  const key = await derive(text, Buffer.from(salt, 'base64'), iterations, keyBytes, 'sha512');
  return key.toString('base64');
};

import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { promisify } from 'node:util';

/** What a key is derived of; base64, as it goes to another process. */
export type Derivation = { readonly password: string; readonly salt: string; readonly iterations: number };

/** Derives the 32 bytes of a password, as base64: PBKDF2-HMAC-SHA-512 of its NFKC, of algorithms that the CRYPTREC list names. */
export type DeriveKey = (derivation: Derivation) => Promise<string>;

const keyBytes = 32;
const derive = promisify(pbkdf2);

/** On a thread of its own. */
export const deriveKey: DeriveKey = async (derivation) => {
  const { text, salt, iterations } = readDerivation(derivation);
  return (await derive(text, salt, iterations, keyBytes, 'sha512')).toString('base64');
};

/** The same key, derived on the thread that calls it, which does nothing else meanwhile. */
export function deriveKeyHere(derivation: Derivation): string {
  const { text, salt, iterations } = readDerivation(derivation);
  return pbkdf2Sync(text, salt, iterations, keyBytes, 'sha512').toString('base64');
}

function readDerivation({ password, salt, iterations }: Derivation) {
  return { text: password.normalize('NFKC'), salt: Buffer.from(salt, 'base64'), iterations };
}

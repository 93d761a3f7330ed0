import { hash } from 'node:crypto';
import { makeOneTimeSecret } from '../passwords/make-one-time-secret.ts';

/** So many are made at once. */
const codesAtOnce = 10;

/** Codes to be kept on paper, each of 100 random bits: each signs in once beside the password. */
export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: codesAtOnce }, makeOneTimeSecret);
}

/** What is kept of one, however it is typed. It is long enough to need no slow hash, and counts for one account alone. */
export function recoveryHash(loginId: string, typed: string): Buffer {
  const code = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '');
  return hash('sha256', `${loginId} ${code}`, 'buffer');
}

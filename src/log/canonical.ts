import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON (RFC 8785). Throws on what JSON cannot say: NaN, a lone surrogate, undefined. */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256(0x00 ‖ text): the leaf of RFC 6962 §2.1. */
export function leafHash(text: string): Buffer {
  return createHash('sha256').update('\0').update(text, 'utf8').digest();
}

export type SealedPersonal = { readonly salt: Buffer; readonly body: string; readonly digest: string };

/** Personal data of one record: the entry keeps only SHA-256(salt ‖ body), so the data can go and the proof stays (I10). */
export function sealPersonal(data: object): SealedPersonal {
  const salt = randomBytes(32);
  const body = canonicalJson(data);
  return { salt, body, digest: createHash('sha256').update(salt).update(body, 'utf8').digest('hex') };
}

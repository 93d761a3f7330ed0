import { randomBytes } from 'node:crypto';
import { generateURI, ScureBase32Plugin } from 'otplib';
import { totpForm } from './totp-form.ts';

/** As many as the tag of the HMAC has (RFC 6238 §5.1). */
const seedBytes = 32;

/** A new seed, of which an app makes codes. */
export function makeSeed(): Buffer {
  return randomBytes(seedBytes);
}

/** A seed as it is typed into an app (base32), and as an app scans it (`otpauth:`). */
export type ShownSeed = { readonly secret: string; readonly uri: string };

export function showSeed(seed: Buffer, loginId: string): ShownSeed {
  const secret = new ScureBase32Plugin().encode(seed);
  return { secret, uri: generateURI({ issuer: 'Sekisho', label: loginId, secret, ...totpForm }) };
}

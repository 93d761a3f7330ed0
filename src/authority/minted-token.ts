import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Presented } from './principal.ts';

/** A bearer token as its holder sees it once: `sk_<public id>_<secret>`; we keep the SHA-256 of the secret. */
export type MintedToken = { readonly tokenId: string; readonly token: string; readonly hash: Buffer };

const shape = /^sk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** 64 random bits of public id, 256 of secret. */
export function mintToken(): MintedToken {
  const tokenId = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  return { tokenId, token: `sk_${tokenId}_${secret}`, hash: secretHash(secret) };
}

/** Splits `Authorization: Bearer …` (RFC 6750 §2.1); undefined for anything that is not one of our tokens. */
export function parseBearer(header: string | undefined): Presented | undefined {
  return header !== undefined && /^bearer /i.test(header)
    ? parseToken(header.slice('bearer '.length), 'token')
    : undefined;
}

/** Splits a secret that came as a token, or in the cookie of a session. */
export function parseToken(token: string, kind: Presented['kind']): Presented | undefined {
  const [, tokenId, secret] = shape.exec(token) ?? [];
  if (tokenId === undefined || secret === undefined) return undefined;
  return { kind, tokenId, hash: secretHash(secret) };
}

export function sameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function secretHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

import { createHmac, hash } from 'node:crypto';

/** What shows a provider and us that a way there and back is one: derived from the secret of a cookie, so that they stand nowhere. */
export type TripSecrets = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** State, nonce and code verifier (RFC 7636) of a way to a provider. */
export function tripSecrets(secret: string): TripSecrets {
  const of = (what: keyof TripSecrets) => createHmac('sha256', secret).update(what).digest('base64url');
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') };
}

/** By which its row is found. */
export function tripHash(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

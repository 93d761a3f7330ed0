/** What is kept of a password, as a PHC string: by what it was made stands in it, so that it can be made anew by something better. */
export type Verifier = {
  readonly iterations: number;
  /** Version of the pepper. */
  readonly pepper: number;
  readonly salt: Buffer;
  /** HMAC-SHA-256 under the pepper of what PBKDF2-HMAC-SHA-512 derives. */
  readonly mac: Buffer;
};

const shape = /^\$pbkdf2-sha512\$i=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** `$pbkdf2-sha512$i=<iterations>,p=<version of the pepper>$<salt>$<mac>`, base64 without padding. */
export function formatVerifier({ iterations, pepper, salt, mac }: Verifier): string {
  return `$pbkdf2-sha512$i=${iterations},p=${pepper}$${unpadded(salt)}$${unpadded(mac)}`;
}

/** Reads one; throws at what is none, as only we write them. */
export function parseVerifier(text: string): Verifier {
  const [, iterations, pepper, salt, mac] = shape.exec(text) ?? [];
  if (salt === undefined || mac === undefined) throw new Error('a verifier is none');
  return {
    iterations: Number(iterations),
    pepper: Number(pepper),
    salt: Buffer.from(salt, 'base64'),
    mac: Buffer.from(mac, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

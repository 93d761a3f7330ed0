/**
 * Secrets that stand outside the database: what is kept in it is nothing without them. The newest makes what is new; older ones read what was
 * made with them, until that is made anew.
 */
export type VersionedSecrets = { readonly newest: number; readonly byVersion: ReadonlyMap<number, Buffer> };

/** Reads lines like `1:<base64>`, each of 32 bytes under a version of its own; undefined where one is not so, or none is there. */
export function parseVersionedSecrets(text: string): VersionedSecrets | undefined {
  const byVersion = new Map<number, Buffer>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, version, secret] = /^([1-9]\d{0,5}):([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(secret ?? '', 'base64');
    if (bytes.length !== secretBytes || byVersion.has(Number(version))) return undefined;
    byVersion.set(Number(version), bytes);
  }
  return byVersion.size === 0 ? undefined : { newest: Math.max(...byVersion.keys()), byVersion };
}

/** As many as the key of AES-256 and a tag of HMAC-SHA-256 have. */
export const secretBytes = 32;

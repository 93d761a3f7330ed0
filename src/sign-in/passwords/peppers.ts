/**
 * Secrets that go into every verifier and stand outside the database: by the database alone no guess can be tried. The newest makes
 * new verifiers; older ones check those that were made with them, until whoever has one signs in again.
 */
export type Peppers = { readonly newest: number; readonly byVersion: ReadonlyMap<number, Buffer> };

const fewestBytes = 32;

/** Reads lines like `1:<base64>`, each of at least 32 bytes under a version of its own; undefined where one is not so, or none is there. */
export function parsePeppers(text: string): Peppers | undefined {
  const byVersion = new Map<number, Buffer>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, version, secret] = /^([1-9]\d{0,5}):([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(secret ?? '', 'base64');
    if (bytes.length < fewestBytes || byVersion.has(Number(version))) return undefined;
    byVersion.set(Number(version), bytes);
  }
  return byVersion.size === 0 ? undefined : { newest: Math.max(...byVersion.keys()), byVersion };
}

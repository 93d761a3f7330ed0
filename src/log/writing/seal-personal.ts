import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../entry/canonical-json.ts';

export type SealedPersonal = { readonly salt: Buffer; readonly body: string; readonly digest: string };

/** Personal data of one record: the entry keeps only SHA-256(salt ‖ body), so the data can go and the proof stays (I10). */
export function sealPersonal(data: object): SealedPersonal {
  const salt = randomBytes(32);
  const body = canonicalJson(data);
  return { salt, body, digest: createHash('sha256').update(salt).update(body, 'utf8').digest('hex') };
}

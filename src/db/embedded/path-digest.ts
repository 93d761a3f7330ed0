import { createHash } from 'node:crypto';

/** A short name for a path: 16 hexadecimal digits, always the same. */
export function pathDigest(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

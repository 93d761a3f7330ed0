import { createHash } from 'node:crypto';

/** SHA-256(0x00 ‖ text): the leaf of RFC 6962 §2.1. */
export function leafHash(text: string): Buffer {
  return createHash('sha256').update('\0').update(text, 'utf8').digest();
}

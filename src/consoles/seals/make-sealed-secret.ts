import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: without letters that are read for digits. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const secretBytes = 32;
const groupLength = 4;

/** A secret of 256 random bits as it is printed: thirteen groups of four, which whoever opens the envelope types. */
export function makeSealedSecret(): { readonly secret: string; readonly hash: Buffer } {
  const bits = [...randomBytes(secretBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map((five) => digits[Number.parseInt(five, 2)]).join('');
  return {
    secret: (letters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-'),
    hash: hashOf(letters),
  };
}

/** What is kept of a secret as it is typed: in small letters or full width, with any or no separators, O for 0 and I or L for 1. */
export function hashOfTyped(typed: string): Buffer {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  return hashOf(plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
}

function hashOf(letters: string): Buffer {
  return createHash('sha256').update(letters).digest();
}

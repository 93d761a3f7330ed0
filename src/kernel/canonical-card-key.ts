import { cardFormatOf } from './card-formats.ts';
import type { CardKey } from './card-key.ts';

const separators = /[-:. ]/g;

/**
 * Writes a card's name in the one spelling of its format, in which it is stored and looked for. Total: what does not fit its
 * format comes out in one spelling too, so that a card registered before its format was known goes on opening.
 *
 * - The format's name is lower case.
 * - Decimal formats (`wiegand-…`) lose leading zeros; an absent facility stays absent, which is not facility 0.
 * - Hexadecimal formats are upper case without separators and without `0x`; their zeros are bytes and count.
 * - Any other format is upper case without separators; its zeros count.
 *
 * The migration `one_spelling_a_card` says the same in SQL; a test compares the two.
 */
export function canonicalCardKey({ format, facility, number }: CardKey): CardKey {
  const name = format.toLowerCase();
  const known = cardFormatOf(name);
  const spell =
    known?.digits === 'decimal' ? withoutZeros : known?.digits === 'hexadecimal' ? withoutPrefix : same;
  return { format: name, facility: spell(plain(facility)), number: spell(plain(number)) };
}

function plain(digits: string): string {
  return digits.replace(separators, '').toUpperCase();
}

function withoutZeros(digits: string): string {
  return /^[0-9]+$/.test(digits) ? digits.replace(/^0+(?=.)/, '') : digits;
}

function withoutPrefix(digits: string): string {
  return digits.replace(/^0X(?=.)/, '');
}

function same(digits: string): string {
  return digits;
}

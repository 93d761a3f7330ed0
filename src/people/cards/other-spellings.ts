import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import { cardFormatOf, cardFormats } from '../../kernel/card-formats.ts';
import type { CardKey } from '../../kernel/card-key.ts';

/** How the bytes of a card may be written by a reader that is set up otherwise. */
export const spellingNames = [
  'hexadecimal',
  'hexadecimal-reversed',
  'decimal',
  'decimal-reversed',
  'facility-and-number',
  'facility-and-number-reversed',
] as const;

/** The same card in the words of another reader. */
export type OtherSpelling = {
  readonly as: (typeof spellingNames)[number];
  readonly facility: string;
  readonly number: string;
};

/**
 * What readers send for one card: its bytes in either order, in hexadecimal or as one decimal number, or cut into facility
 * and number as the Wiegand formats do. Each is one spelling, canonical; what is read itself is not among them.
 */
export function otherSpellings(read: CardKey): readonly OtherSpelling[] {
  const key = canonicalCardKey(read);
  const found = bytesMeant(key).flatMap((bytes) => [
    ...spellingsOf(bytes, ''),
    ...spellingsOf(bytes.toReversed(), '-reversed'),
  ]);
  return found.filter(
    (one, index) =>
      !isSame(one, key) && found.findIndex((other) => other.as === one.as && isSame(other, one)) === index,
  );
}

type Named = Pick<CardKey, 'facility' | 'number'>;

function isSame(one: Named, other: Named): boolean {
  return one.facility === other.facility && one.number === other.number;
}

/** The lengths that cards in use have: Wiegand 26 without parity, short and long UIDs, FeliCa. */
const usualLengths = [3, 4, 7, 8] as const;

/** The bytes that may be behind what was read. Digits alone may be decimal or bytes, unless the format says which. */
function bytesMeant({ format, facility, number }: CardKey): readonly (readonly number[])[] {
  const digits = cardFormatOf(format)?.digits;
  const meant: (readonly number[])[] = [];
  if (digits !== 'decimal' && /^([0-9A-F]{2})+$/.test(number)) meant.push([...Buffer.from(number, 'hex')]);
  const value = digits === 'hexadecimal' ? undefined : valueMeant({ format, facility, number });
  if (value !== undefined) {
    meant.push(
      ...usualLengths.flatMap((length) => (value < 256n ** BigInt(length) ? [bytesOf(value, length)] : [])),
    );
  }
  return meant;
}

/** Facility and number as the one number they are cut out of. */
function valueMeant({ format, facility, number }: CardKey): bigint | undefined {
  if (!/^[0-9]+$/.test(number) || !/^[0-9]*$/.test(facility)) return undefined;
  if (facility === '') return BigInt(number);
  const known = cardFormatOf(format);
  return known?.digits === 'decimal'
    ? (BigInt(facility) << BigInt(known.numberBits)) + BigInt(number)
    : undefined;
}

function bytesOf(value: bigint, length: number): readonly number[] {
  return [...Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')];
}

function spellingsOf(bytes: readonly number[], order: '' | '-reversed'): readonly OtherSpelling[] {
  const hexadecimal = Buffer.from(bytes).toString('hex').toUpperCase();
  const value = BigInt(`0x${hexadecimal}`);
  return [
    { as: `hexadecimal${order}`, facility: '', number: hexadecimal },
    { as: `decimal${order}`, facility: '', number: String(value) },
    ...Object.values(cardFormats).flatMap((format): OtherSpelling[] => {
      if (format.digits !== 'decimal') return [];
      const { facilityBits, numberBits } = format;
      const facility = BigInt.asUintN(facilityBits, value >> BigInt(numberBits));
      const number = BigInt.asUintN(numberBits, value);
      return [{ as: `facility-and-number${order}`, facility: String(facility), number: String(number) }];
    }),
  ];
}

/** How the cards of a format are written: by decimal numbers of so many bits, or byte by byte. */
export type CardFormat =
  | { readonly digits: 'decimal'; readonly facilityBits: number; readonly numberBits: number }
  | { readonly digits: 'hexadecimal'; readonly fewestBytes: number; readonly mostBytes: number };

/** The formats whose spelling we know. In any other, letters are one case and every zero counts. */
export const cardFormats: Readonly<Record<string, CardFormat>> = {
  'wiegand-26': { digits: 'decimal', facilityBits: 8, numberBits: 16 },
  'wiegand-34': { digits: 'decimal', facilityBits: 16, numberBits: 16 },
  'wiegand-35': { digits: 'decimal', facilityBits: 12, numberBits: 20 },
  'wiegand-37': { digits: 'decimal', facilityBits: 16, numberBits: 19 },
  uid: { digits: 'hexadecimal', fewestBytes: 1, mostBytes: 32 },
  'felica-idm': { digits: 'hexadecimal', fewestBytes: 8, mostBytes: 8 },
  'iso15693-uid': { digits: 'hexadecimal', fewestBytes: 8, mostBytes: 8 },
};

/** A Wiegand format of other widths: numbers all the same, bounded by nothing we know. */
const otherWiegand: CardFormat = { digits: 'decimal', facilityBits: 64, numberBits: 64 };

/** How the cards of a format are written, by its canonical name; undefined = we know nothing of it. */
export function cardFormatOf(format: string): CardFormat | undefined {
  if (Object.hasOwn(cardFormats, format)) return cardFormats[format];
  return format.startsWith('wiegand-') ? otherWiegand : undefined;
}

/**
 * 複製容易: whether another chip can be made to tell the same (2.2.1.1(1)(f)(エ)). A format that is written byte by byte is the number of the
 * chip itself, which it tells to whoever asks; of what a reader makes a number of, nothing is known.
 */
export function isEasilyCopied(format: string): boolean {
  return cardFormatOf(format.toLowerCase())?.digits === 'hexadecimal';
}

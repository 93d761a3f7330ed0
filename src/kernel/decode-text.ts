/**
 * The text that a file of somebody's holds: UTF-8, with or without a byte order mark; UTF-16 with one; else Windows-31J, which is what
 * spreadsheets here save as CSV. Undefined where it is none of them, or may as well be EUC-JP: such a text reads as Windows-31J, too, in other
 * words; of what is Windows-31J nothing but a text whose every other letter is half-width katakana reads as both.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const marked = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return decoded(bytes, marked.encoding);
  const asUtf8 = decoded(bytes, 'utf-8');
  if (asUtf8 !== undefined) return asUtf8;
  return decoded(bytes, 'euc-jp') === undefined ? decoded(bytes, 'windows-31j') : undefined;
}

/** Byte order marks of UTF-16. That of UTF-8 is one of its characters, and goes where it is decoded. */
const marks = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

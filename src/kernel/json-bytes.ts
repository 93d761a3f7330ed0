/** The bytes that give a JSON text in UTF-8 its structure (RFC 8259 §2, §7). */
export const jsonBytes = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

const { quote, backslash } = jsonBytes;

/** Up to here a look at each byte is quicker than to ask where the next quote is. */
const short = 64;

/** Where the string that begins at `start` ends; the last byte where it does not. */
export function endOfString(text: Uint8Array, start: number): number {
  let index = start + 1;
  for (; index < text.length && index < start + short; index += 1) {
    if (text[index] === quote) return index;
    if (text[index] === backslash) index += 1;
  }
  for (let end = text.indexOf(quote, index); end !== -1; end = text.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (end - escapes > index && text[end - escapes - 1] === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length - 1;
}

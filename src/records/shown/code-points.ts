/** A letter by its numbers, for where it cannot be written itself. */
export function codePoints(letter: string): string {
  return [...letter]
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

/** A card's number but for its last two digits, for who needs to tell cards apart but not to know them. */
export function maskedNumber(number: string): string {
  return number.slice(-2).padStart(number.length, '•');
}

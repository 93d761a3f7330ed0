import { randomInt } from 'node:crypto';

/** Without those that are read for one another. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** A secret to be typed once, `ab3cd-…`: 100 random bits. */
export function makeOneTimeSecret(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

/** How a card is named by a reader and in the register: unique together, the number always a string. */
export type CardKey = { readonly format: string; readonly facility: string; readonly number: string };

/** What may stand between the digits of a card as it is printed or typed; it is no part of the card. */
const separator = '[-:. ]?';

/**
 * The shapes of a card's name, as it is registered and as it is read. One spelling a card: `canonicalCardKey` says which.
 */
export const cardKeyPattern = {
  format: '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$',
  facility: '^[0-9A-Za-z]{0,20}$',
  number: `^[0-9A-Za-z](${separator}[0-9A-Za-z]){0,63}$`,
} as const;

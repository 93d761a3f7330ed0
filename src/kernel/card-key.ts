/** How a reader names a card: unique together, the number a string whose zeros count. */
export type CardKey = { readonly format: string; readonly facility: string; readonly number: string };

/**
 * How a reader names a card. Registered and read alike: a card registered with more than a reader can say would open no
 * door, ever.
 */
export const cardKeyPattern = {
  format: '^[a-z0-9][a-z0-9-]{0,39}$',
  facility: '^[0-9A-Za-z]{0,20}$',
  number: '^[0-9A-Za-z]{1,64}$',
} as const;

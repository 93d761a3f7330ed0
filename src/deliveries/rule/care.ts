/** How the carrier follows a thing; `registered`: 書留. */
export const careNames = ['ordinary', 'registered'] as const;

export type Care = (typeof careNames)[number];

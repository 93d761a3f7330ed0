/** Whose property an item is. */
export const itemBelongings = ['ministry', 'outside'] as const;

export type ItemBelonging = (typeof itemBelongings)[number];

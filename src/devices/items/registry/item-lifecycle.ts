/** 情報システムに関連する物品: where it is, as the desk and the guards know it. */
export type ItemState =
  /** 庁舎の外: registered and not brought in yet, or taken out to come back. */
  | 'outside'
  | 'inside'
  /** Left for good: repaired by exchange, given back to its lessor, disposed of. */
  | 'gone';

export type ItemStep =
  | 'bring-in'
  /** Into another zone of the site. */
  | 'move'
  | 'take-out'
  | 'give-up';

/** The only place where the life of an item is written down. A missing entry is a forbidden step. */
export const itemLifecycle = {
  outside: { 'bring-in': 'inside' },
  inside: { move: 'inside', 'take-out': 'outside', 'give-up': 'gone' },
  gone: {},
} as const satisfies Record<ItemState, Partial<Record<ItemStep, ItemState>>>;

/** The state after a step; undefined = this step is not open. */
export function itemStateAfter(state: ItemState, step: ItemStep): ItemState | undefined {
  const open: Partial<Record<ItemStep, ItemState>> = itemLifecycle[state];
  return open[step];
}

/** What people call each state. */
export const itemStateNames = {
  outside: '庁舎の外',
  inside: '庁舎の中',
  gone: '搬出済み（戻らない）',
} as const satisfies Record<ItemState, string>;

/** Every state, as a list. */
export const itemStates = Object.keys(itemStateNames).filter(
  (word): word is ItemState => word in itemStateNames,
);

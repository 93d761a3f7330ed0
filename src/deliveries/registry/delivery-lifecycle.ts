/** 受渡し: what waits for its 課室 once it was taken over, and what became of it. */
export type DeliveryState = 'waiting' | 'collected' | 'handed-over' | 'returned';

export type DeliveryStep =
  | 'collect'
  /** It is for another 課室. */
  | 'readdress'
  | 'return'
  /** Taken away by the wrong 課室, it is back. */
  | 'put-back';

/** The only place where the life of a delivery is written down. What is handed to a carrier is done with at once. */
export const deliveryLifecycle = {
  waiting: { collect: 'collected', readdress: 'waiting', return: 'returned' },
  collected: { 'put-back': 'waiting' },
  'handed-over': {},
  returned: {},
} as const satisfies Record<DeliveryState, Partial<Record<DeliveryStep, DeliveryState>>>;

/** The state after a step; undefined = this step is not open. */
export function deliveryStateAfter(state: DeliveryState, step: DeliveryStep): DeliveryState | undefined {
  const open: Partial<Record<DeliveryStep, DeliveryState>> = deliveryLifecycle[state];
  return open[step];
}

/** What people call each state. */
export const deliveryStateNames = {
  waiting: '受取待ち',
  collected: '受取済み',
  'handed-over': '引渡し済み',
  returned: '持戻り・返送',
} as const satisfies Record<DeliveryState, string>;

/** Every state, as a list. */
export const deliveryStates = Object.keys(deliveryStateNames).filter(
  (word): word is DeliveryState => word in deliveryStateNames,
);

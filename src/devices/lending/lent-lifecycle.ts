export type LentState = 'lent' | 'returned' | 'lost';

export type LentStep =
  | 'return'
  /** Whoever had it cannot give it back. */
  | 'lose';

/** The only place where the life of what is lent (腕章・記章, a line of a 貸出簿) is written down. A missing entry is a forbidden step. */
export const lentLifecycle = {
  lent: { return: 'returned', lose: 'lost' },
  lost: { return: 'returned' },
  returned: {},
} as const satisfies Record<LentState, Partial<Record<LentStep, LentState>>>;

/** The state after a step; undefined = this step is not open. */
export function lentStateAfter(state: LentState, step: LentStep): LentState | undefined {
  const open: Partial<Record<LentStep, LentState>> = lentLifecycle[state];
  return open[step];
}

/** 貸し出したものの状態 */
export const lentStateNames = {
  lent: '貸出し中',
  returned: '返却済み',
  lost: '紛失',
} as const satisfies Record<LentState, string>;

/** Every state, as a list. */
export const lentStates = Object.keys(lentStateNames).filter(
  (word): word is LentState => word in lentStateNames,
);

export type TokenState = 'lent' | 'returned' | 'lost';

export type TokenStep =
  | 'return'
  /** Whoever had it cannot give it back. */
  | 'lose';

/** The only place where the life of a lent armband or badge (腕章・記章) is written down. A missing entry is a forbidden step. */
export const tokenLifecycle = {
  lent: { return: 'returned', lose: 'lost' },
  lost: { return: 'returned' },
  returned: {},
} as const satisfies Record<TokenState, Partial<Record<TokenStep, TokenState>>>;

/** The state after a step; undefined = this step is not open. */
export function tokenStateAfter(state: TokenState, step: TokenStep): TokenState | undefined {
  const open: Partial<Record<TokenStep, TokenState>> = tokenLifecycle[state];
  return open[step];
}

/** 貸し出した腕章・記章の状態 */
export const tokenStateNames = {
  lent: '貸出し中',
  returned: '返却済み',
  lost: '紛失',
} as const satisfies Record<TokenState, string>;

/** Every state, as a list. */
export const tokenStates = Object.keys(tokenStateNames).filter(
  (word): word is TokenState => word in tokenStateNames,
);

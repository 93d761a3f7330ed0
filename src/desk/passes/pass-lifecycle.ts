/** `missing`: not returned by its holder; `kept`: the visitor keeps it, and says so. */
export type PassState = 'in-stock' | 'lent' | 'missing' | 'lost' | 'kept' | 'withdrawn';

export type PassStep =
  | 'lend'
  | 'take-back'
  /** 未返却: the holder has gone and the pass is not there. */
  | 'miss'
  | 'report-lost'
  | 'keep'
  /** It is there again, or its card was stopped by itself: from now on it may be lent. */
  | 'restore'
  | 'withdraw';

/** The only place where the life of a pass is written down. A missing entry is a forbidden step; no loan ends by itself. */
export const passLifecycle = {
  'in-stock': { lend: 'lent', 'report-lost': 'lost', restore: 'in-stock', withdraw: 'withdrawn' },
  lent: { 'take-back': 'in-stock', miss: 'missing', 'report-lost': 'lost', keep: 'kept' },
  missing: { 'report-lost': 'lost', restore: 'in-stock', withdraw: 'withdrawn' },
  lost: { restore: 'in-stock', withdraw: 'withdrawn' },
  kept: { restore: 'in-stock', withdraw: 'withdrawn' },
  withdrawn: {},
} as const satisfies Record<PassState, Partial<Record<PassStep, PassState>>>;

/** The state after a step; undefined = this step is not open. */
export function passStateAfter(state: PassState, step: PassStep): PassState | undefined {
  const open: Partial<Record<PassStep, PassState>> = passLifecycle[state];
  return open[step];
}

/** 通行証の状態 */
export const passStateNames: Readonly<Record<PassState, string>> = {
  'in-stock': '在庫',
  lent: '貸出し中',
  missing: '未返却',
  lost: '紛失',
  kept: '持ち帰り',
  withdrawn: '使用終了',
};
